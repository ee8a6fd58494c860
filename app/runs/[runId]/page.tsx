import { RunPage } from '#components/runs/run-page.tsx';
import { requirePage } from '#server/http/require-page.ts';

export const metadata = { title: 'Run' };

export default async function Page({ params }: { params: Promise<{ runId: string }> }) {
  await requirePage('runs.read');
  const { runId } = await params;
  return <RunPage key={runId} runId={runId} />;
}
