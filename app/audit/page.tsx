import { Suspense } from 'react';
import { AuditPage, AuditPageSkeleton } from '#components/audit/audit-page.tsx';
import { requirePage } from '#server/http/require-page.ts';
import { titled } from '../request-texts.ts';

export const generateMetadata = titled('audit');

export default async function Page() {
  await requirePage('audit.read');
  return (
    <Suspense fallback={<AuditPageSkeleton />}>
      <AuditPage />
    </Suspense>
  );
}
