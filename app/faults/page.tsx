import { Suspense } from 'react';
import { FaultsPage, FaultsPageSkeleton } from '#components/faults/faults-page.tsx';
import { definePage } from '#server/http/define-page.ts';
import { titled } from '../request-texts.ts';

export const generateMetadata = titled('faults');

export default definePage('faults.read', () => (
  <Suspense fallback={<FaultsPageSkeleton />}>
    <FaultsPage />
  </Suspense>
));
