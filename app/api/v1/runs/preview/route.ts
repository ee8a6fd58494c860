import { runRequestSchema } from '#server/domain/run.ts';
import { json } from '#server/http/answer.ts';
import { readJsonBody } from '#server/http/read-request.ts';
import { route } from '#server/http/route.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { previewRerun } from '#server/services/runs/preview-rerun.ts';

export const POST = route('runs.request', async ({ request }) =>
  json(await previewRerun(parseInput(runRequestSchema, await readJsonBody(request)))),
);
