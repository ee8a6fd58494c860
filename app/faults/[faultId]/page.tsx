import { FaultPage } from '#components/faults/fault-page.tsx';
import { requirePage } from '#server/http/require-page.ts';
import { titled } from '../../request-texts.ts';

export const generateMetadata = titled('fault');

export default async function Page({ params }: { params: Promise<{ faultId: string }> }) {
  await requirePage('faults.read');
  const { faultId } = await params;
  return <FaultPage key={faultId} faultId={faultId} />;
}
