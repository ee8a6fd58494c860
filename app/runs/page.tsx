import { Suspense } from 'react';
import { RunsPage, RunsPageSkeleton } from '#components/runs/runs-page.tsx';
import { definePage } from '#server/http/define-page.ts';

export const metadata = { title: 'Runs' };

export default definePage('runs.read', () => (
  <Suspense fallback={<RunsPageSkeleton />}>
    <RunsPage />
  </Suspense>
));
