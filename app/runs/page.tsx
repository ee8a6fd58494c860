import { Suspense } from 'react';
import { RunsPage, RunsPageSkeleton } from '#components/runs/runs-page.tsx';

export const metadata = { title: 'Runs' };

export default function Page() {
  return (
    <Suspense fallback={<RunsPageSkeleton />}>
      <RunsPage />
    </Suspense>
  );
}
