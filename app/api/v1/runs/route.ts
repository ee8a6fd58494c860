import { runRequestSchema } from '#server/domain/run.ts';
import { answer, json, queryOf } from '#server/http/answer.ts';
import { assertSameOrigin, isFromConsole, readJsonBody } from '#server/http/read-request.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { listRuns } from '#server/services/runs/list-runs.ts';
import { requestRun } from '#server/services/runs/request-run.ts';

export function GET(request: Request): Promise<Response> {
  return answer(async () => json(await listRuns(queryOf(request))));
}

export function POST(request: Request): Promise<Response> {
  return answer(async () => {
    assertSameOrigin(request);
    const body = parseInput(runRequestSchema, await readJsonBody(request));
    const actor = isFromConsole(request)
      ? ({ name: 'console', trigger: 'operator' } as const)
      : ({ name: 'api', trigger: 'api' } as const);
    const run = await requestRun(body, actor);
    return json(run, { status: 201, location: `/api/v1/runs/${run.id}` });
  });
}
