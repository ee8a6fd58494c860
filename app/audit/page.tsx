import { Suspense } from 'react';
import { AuditPage, AuditPageSkeleton } from '#components/audit/audit-page.tsx';
import { definePage } from '#server/http/define-page.ts';
import { titled } from '../request-texts.ts';

export const generateMetadata = titled('audit');

export default definePage(
  'audit.read',
  () => (
    <Suspense fallback={<AuditPageSkeleton />}>
      <AuditPage />
    </Suspense>
  ),
  { of: 'installation' },
);
