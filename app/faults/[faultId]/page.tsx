import { FaultPage } from '#components/faults/fault-page.tsx';
import { requirePage } from '#server/http/require-page.ts';

export const metadata = { title: 'Fault' };

export default async function Page({ params }: { params: Promise<{ faultId: string }> }) {
  await requirePage('faults.read');
  const { faultId } = await params;
  return <FaultPage key={faultId} faultId={faultId} />;
}
