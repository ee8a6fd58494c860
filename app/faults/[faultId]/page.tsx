import { FaultPage } from '#components/faults/fault-page.tsx';

export const metadata = { title: 'Fault' };

export default async function Page({ params }: { params: Promise<{ faultId: string }> }) {
  const { faultId } = await params;
  return <FaultPage key={faultId} faultId={faultId} />;
}
