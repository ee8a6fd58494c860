import { Suspense } from 'react';
import { ExportsPage, ExportsPageSkeleton } from '#components/exports/exports-page.tsx';

export const metadata = { title: 'Exports' };

export default function Page() {
  return (
    <Suspense fallback={<ExportsPageSkeleton />}>
      <ExportsPage />
    </Suspense>
  );
}
