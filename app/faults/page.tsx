import { Suspense } from 'react';
import { FaultsPage, FaultsPageSkeleton } from '#components/faults/faults-page.tsx';

export const metadata = { title: 'Faults' };

export default function Page() {
  return (
    <Suspense fallback={<FaultsPageSkeleton />}>
      <FaultsPage />
    </Suspense>
  );
}
