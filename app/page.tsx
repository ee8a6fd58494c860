import { Suspense } from 'react';
import { PlantPage, PlantPageSkeleton } from '#components/plant/plant-page.tsx';
import { requirePage } from '#server/http/require-page.ts';

export const metadata = { title: 'Plant' };

export default async function Page() {
  await requirePage('plant.read');
  return (
    <Suspense fallback={<PlantPageSkeleton />}>
      <PlantPage />
    </Suspense>
  );
}
