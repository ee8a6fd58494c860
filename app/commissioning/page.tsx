import { Suspense } from 'react';
import { CommissioningPage, CommissioningPageSkeleton } from '#components/commissioning/commissioning-page.tsx';
import { requirePage } from '#server/http/require-page.ts';

export const metadata = { title: 'Commissioning' };

export default async function Page() {
  await requirePage('plant.read');
  return (
    <Suspense fallback={<CommissioningPageSkeleton />}>
      <CommissioningPage />
    </Suspense>
  );
}
