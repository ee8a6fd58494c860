import { Suspense } from 'react';
import { RunsPage, RunsPageSkeleton } from '#components/runs/runs-page.tsx';
import { definePage } from '#server/http/define-page.ts';
import { titled } from '../request-texts.ts';

export const generateMetadata = titled('runs');

export default definePage('runs.read', () => (
  <Suspense fallback={<RunsPageSkeleton />}>
    <RunsPage />
  </Suspense>
));
