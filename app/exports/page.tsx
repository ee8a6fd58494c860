import { Suspense } from 'react';
import { ExportsPage, ExportsPageSkeleton } from '#components/exports/exports-page.tsx';
import { definePage } from '#server/http/define-page.ts';
import { titled } from '../request-texts.ts';

export const generateMetadata = titled('exports');

export default definePage('exports.read', () => (
  <Suspense fallback={<ExportsPageSkeleton />}>
    <ExportsPage />
  </Suspense>
));
