import { backfillRequestSchema } from '#server/domain/backfill.ts';
import { json } from '#server/http/answer.ts';
import { readJsonBody } from '#server/http/read-request.ts';
import { route } from '#server/http/route.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { backfill } from '#server/services/runs/backfill.ts';

export const POST = route('runs.request', async ({ request, principal }) => {
  const body = parseInput(backfillRequestSchema, await readJsonBody(request));
  return json(await backfill(principal, body), { status: 201 });
});
