import { Suspense } from 'react';
import { FaultsPage, FaultsPageSkeleton } from '#components/faults/faults-page.tsx';
import { definePage } from '#server/http/define-page.ts';

export const metadata = { title: 'Faults' };

export default definePage('faults.read', () => (
  <Suspense fallback={<FaultsPageSkeleton />}>
    <FaultsPage />
  </Suspense>
));
