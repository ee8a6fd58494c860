import { FaultPage } from '#components/faults/fault-page.tsx';
import { definePage } from '#server/http/define-page.ts';
import { titled } from '../../request-texts.ts';

export const generateMetadata = titled('fault');

export default definePage<{ faultId: string }>('faults.read', ({ params: { faultId } }) => (
  <FaultPage key={faultId} faultId={faultId} />
));
