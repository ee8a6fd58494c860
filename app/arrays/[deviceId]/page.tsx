import type { Metadata } from 'next';
import { Suspense } from 'react';
import { ArrayPage, ArrayPageSkeleton } from '#components/array/array-page.tsx';
import { definePage } from '#server/http/define-page.ts';

interface PageProps {
  params: Promise<{ deviceId: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: (await params).deviceId };
}

export default definePage<{ deviceId: string }>('plant.read', ({ params: { deviceId } }) => (
  <Suspense fallback={<ArrayPageSkeleton />}>
    <ArrayPage key={deviceId} deviceId={deviceId} />
  </Suspense>
));
