import { RunPage } from '#components/runs/run-page.tsx';
import { definePage } from '#server/http/define-page.ts';

export const metadata = { title: 'Run' };

export default definePage<{ runId: string }>('runs.read', ({ params: { runId } }) => (
  <RunPage key={runId} runId={runId} />
));
