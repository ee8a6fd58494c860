import { Suspense } from 'react';
import { CommissioningPage, CommissioningPageSkeleton } from '#components/commissioning/commissioning-page.tsx';
import { definePage } from '#server/http/define-page.ts';

export const metadata = { title: 'Commissioning' };

export default definePage('plant.read', () => (
  <Suspense fallback={<CommissioningPageSkeleton />}>
    <CommissioningPage />
  </Suspense>
));
