import { RunPageSkeleton } from '#components/runs/run-page.tsx';

export default function Loading() {
  return <RunPageSkeleton />;
}
