import { backfillRequestSchema } from '#server/domain/backfill.ts';
import { json } from '#server/http/answer.ts';
import { readJsonBody } from '#server/http/read-request.ts';
import { route } from '#server/http/route.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { previewBackfill } from '#server/services/runs/preview-backfill.ts';

export const POST = route('runs.request', async ({ request }) =>
  json(await previewBackfill(parseInput(backfillRequestSchema, await readJsonBody(request)))),
);
