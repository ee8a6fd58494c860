import type { Metadata } from 'next';
import { Suspense } from 'react';
import { ArrayPage, ArrayPageSkeleton } from '#components/array/array-page.tsx';
import { requirePage } from '#server/http/require-page.ts';

interface PageProps {
  params: Promise<{ deviceId: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: (await params).deviceId };
}

export default async function Page({ params }: PageProps) {
  await requirePage('plant.read');
  const { deviceId } = await params;
  return (
    <Suspense fallback={<ArrayPageSkeleton />}>
      <ArrayPage key={deviceId} deviceId={deviceId} />
    </Suspense>
  );
}
