import { FaultPageSkeleton } from '#components/faults/fault-page.tsx';

export default function Loading() {
  return <FaultPageSkeleton />;
}
