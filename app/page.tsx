import { Suspense } from 'react';
import { preload } from 'react-dom';
import { PlantPage, PlantPageSkeleton } from '#components/plant/plant-page.tsx';
import { isPlantDay } from '#server/domain/plant-day.ts';
import { requirePage } from '#server/http/require-page.ts';

export const metadata = { title: { absolute: 'Plant · Heliograph' } };

/** The plant's data is asked for by the document itself: it comes while the page's code is still loading. */
export default async function Page({ searchParams }: PageProps<'/'>) {
  await requirePage('plant.read');
  const { day } = await searchParams;
  const asked = typeof day === 'string' && isPlantDay(day) ? day : 'latest';
  for (const path of [`/api/v1/plant-days/${asked}/grid`, '/api/v1/plant-layout']) {
    preload(path, { as: 'fetch', crossOrigin: 'anonymous' });
  }
  return (
    <Suspense fallback={<PlantPageSkeleton />}>
      <PlantPage />
    </Suspense>
  );
}
