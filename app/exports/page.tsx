import { Suspense } from 'react';
import { ExportsPage, ExportsPageSkeleton } from '#components/exports/exports-page.tsx';
import { requirePage } from '#server/http/require-page.ts';
import { titled } from '../request-texts.ts';

export const generateMetadata = titled('exports');

export default async function Page() {
  await requirePage('exports.read');
  return (
    <Suspense fallback={<ExportsPageSkeleton />}>
      <ExportsPage />
    </Suspense>
  );
}
