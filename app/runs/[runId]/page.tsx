import { RunPage } from '#components/runs/run-page.tsx';
import { requirePage } from '#server/http/require-page.ts';
import { titled } from '../../request-texts.ts';

export const generateMetadata = titled('run');

export default async function Page({ params }: { params: Promise<{ runId: string }> }) {
  await requirePage('runs.read');
  const { runId } = await params;
  return <RunPage key={runId} runId={runId} />;
}
