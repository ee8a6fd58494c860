import { json } from '#server/http/answer.ts';
import { route } from '#server/http/route.ts';
import { cancelRun } from '#server/services/runs/cancel-run.ts';

export const POST = route<{ runId: string }>('runs.cancel', async ({ principal, params: { runId } }) =>
  json(await cancelRun(principal, { runId })),
);
