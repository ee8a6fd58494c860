import { runRequestSchema } from '#server/domain/run.ts';
import { json, queryOf } from '#server/http/answer.ts';
import { readJsonBody } from '#server/http/read-request.ts';
import { route } from '#server/http/route.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { listRuns } from '#server/services/runs/list-runs.ts';
import { requestRun } from '#server/services/runs/request-run.ts';

export const GET = route('runs.read', async ({ request }) => json(await listRuns(queryOf(request))));

export const POST = route('runs.request', async ({ request, principal }) => {
  const body = parseInput(runRequestSchema, await readJsonBody(request));
  const run = await requestRun(principal, body);
  return json(run, { status: 201, location: `/api/v1/runs/${run.id}` });
});
