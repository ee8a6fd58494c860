import { json, queryOf } from '#server/http/answer.ts';
import { decodeCursor, encodeCursor } from '#server/http/cursor.ts';
import { listRuns, requestRun } from '#server/http/operations/runs.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { listRuns as readRuns } from '#server/services/runs/list-runs.ts';
import { requestRun as queueRun } from '#server/services/runs/request-run.ts';

const RUN_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const GET = route(listRuns, async ({ request, query: { cursor } }) => {
  const page = await readRuns({ ...queryOf(request), cursor: decodeCursor('runs', cursor, RUN_ID) });
  return json({ ...page, nextCursor: encodeCursor('runs', page.nextCursor) });
});

export const POST = route(requestRun, async ({ body, principal }) => {
  const run = await queueRun(principal, body);
  return json(run, { status: 201, location: `/api/v1/runs/${run.id}` });
});

export const { PUT, PATCH, DELETE } = refuseOthers(listRuns, requestRun);
