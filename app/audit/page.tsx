import { Suspense } from 'react';
import { AuditPage, AuditPageSkeleton } from '#components/audit/audit-page.tsx';
import { definePage } from '#server/http/define-page.ts';

export const metadata = { title: 'Audit log' };

export default definePage('audit.read', () => (
  <Suspense fallback={<AuditPageSkeleton />}>
    <AuditPage />
  </Suspense>
));
