import type { Metadata } from 'next';
import { Suspense } from 'react';
import { ArrayPage, ArrayPageSkeleton } from '#components/array/array-page.tsx';
import { definePage } from '#server/http/define-page.ts';

interface PageProps {
  params: Promise<{ deviceId: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: deviceIdOf(await params) };
}

export default definePage<{ deviceId: string }>('plant.read', ({ params }) => {
  const deviceId = deviceIdOf(params);
  return (
    <Suspense fallback={<ArrayPageSkeleton />}>
      <ArrayPage key={deviceId} deviceId={deviceId} />
    </Suspense>
  );
});

/** The id as it is: Next hands on what stands in the address. */
function deviceIdOf({ deviceId }: { deviceId: string }): string {
  try {
    return decodeURIComponent(deviceId);
  } catch {
    return deviceId;
  }
}
