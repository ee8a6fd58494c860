import { Suspense } from 'react';
import { RunsPage, RunsPageSkeleton } from '#components/runs/runs-page.tsx';
import { requirePage } from '#server/http/require-page.ts';
import { titled } from '../request-texts.ts';

export const generateMetadata = titled('runs');

export default async function Page() {
  await requirePage('runs.read');
  return (
    <Suspense fallback={<RunsPageSkeleton />}>
      <RunsPage />
    </Suspense>
  );
}
