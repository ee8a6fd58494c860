import { json, queryOf } from '#server/http/answer.ts';
import { listRunEvents } from '#server/http/operations/runs.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { listRunEvents as listEvents } from '#server/services/runs/list-run-events.ts';

export const GET = route<{ runId: string }>('runs.read', async ({ request, params }) =>
  json(await listEvents({ ...queryOf(request), ...params })),
);

export const { POST, PUT, PATCH, DELETE } = refuseOthers(listRunEvents);
