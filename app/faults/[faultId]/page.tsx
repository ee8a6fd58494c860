import { FaultPage } from '#components/faults/fault-page.tsx';
import { definePage } from '#server/http/define-page.ts';

export const metadata = { title: 'Fault' };

export default definePage<{ faultId: string }>('faults.read', ({ params: { faultId } }) => (
  <FaultPage key={faultId} faultId={faultId} />
));
