import { Suspense } from 'react';
import { PlantPage, PlantPageSkeleton } from '#components/plant/plant-page.tsx';

export const metadata = { title: 'Plant' };

export default function Page() {
  return (
    <Suspense fallback={<PlantPageSkeleton />}>
      <PlantPage />
    </Suspense>
  );
}
