import { Suspense } from 'react';
import { FaultsPage, FaultsPageSkeleton } from '#components/faults/faults-page.tsx';
import { requirePage } from '#server/http/require-page.ts';
import { titled } from '../request-texts.ts';

export const generateMetadata = titled('faults');

export default async function Page() {
  await requirePage('faults.read');
  return (
    <Suspense fallback={<FaultsPageSkeleton />}>
      <FaultsPage />
    </Suspense>
  );
}
