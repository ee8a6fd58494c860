import { json, queryOf } from '#server/http/answer.ts';
import { route } from '#server/http/route.ts';
import { listRunEvents } from '#server/services/runs/list-run-events.ts';

export const GET = route<{ runId: string }>('runs.read', async ({ request, params }) =>
  json(await listRunEvents({ ...queryOf(request), ...params })),
);
