import { Suspense } from 'react';
import { ExportsPage, ExportsPageSkeleton } from '#components/exports/exports-page.tsx';
import { definePage } from '#server/http/define-page.ts';

export const metadata = { title: 'Exports' };

export default definePage('exports.read', () => (
  <Suspense fallback={<ExportsPageSkeleton />}>
    <ExportsPage />
  </Suspense>
));
