import { Suspense } from 'react';
import { AuditPage, AuditPageSkeleton } from '#components/audit/audit-page.tsx';

export const metadata = { title: 'Audit log' };

export default function Page() {
  return (
    <Suspense fallback={<AuditPageSkeleton />}>
      <AuditPage />
    </Suspense>
  );
}
