import { Suspense } from 'react';
import { CommissioningPage, CommissioningPageSkeleton } from '#components/commissioning/commissioning-page.tsx';
import { definePage } from '#server/http/define-page.ts';
import { titled } from '../request-texts.ts';

export const generateMetadata = titled('commissioning');

export default definePage('plant.read', () => (
  <Suspense fallback={<CommissioningPageSkeleton />}>
    <CommissioningPage />
  </Suspense>
));
