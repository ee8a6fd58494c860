import type { Metadata } from 'next';
import { Suspense } from 'react';
import { ArrayPage, ArrayPageSkeleton } from '#components/array/array-page.tsx';
import { requirePage } from '#server/http/require-page.ts';

interface PageProps {
  params: Promise<{ deviceId: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: await deviceIdOf(params) };
}

export default async function Page({ params }: PageProps) {
  await requirePage('plant.read');
  const deviceId = await deviceIdOf(params);
  return (
    <Suspense fallback={<ArrayPageSkeleton />}>
      <ArrayPage key={deviceId} deviceId={deviceId} />
    </Suspense>
  );
}

/** The id as it is: Next hands on what stands in the address. */
async function deviceIdOf(params: PageProps['params']): Promise<string> {
  const { deviceId } = await params;
  try {
    return decodeURIComponent(deviceId);
  } catch {
    return deviceId;
  }
}
