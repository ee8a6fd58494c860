import { RunPage } from '#components/runs/run-page.tsx';
import { definePage } from '#server/http/define-page.ts';
import { titled } from '../../request-texts.ts';

export const generateMetadata = titled('run');

export default definePage<{ runId: string }>('runs.read', ({ params: { runId } }) => (
  <RunPage key={runId} runId={runId} />
));
