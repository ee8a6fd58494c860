import { acknowledgeSchema } from '#server/domain/faults.ts';
import { json } from '#server/http/answer.ts';
import { readJsonBody } from '#server/http/read-request.ts';
import { route } from '#server/http/route.ts';
import { acknowledgeFault } from '#server/services/faults/acknowledge-fault.ts';
import { parseInput } from '#server/services/parse-input.ts';

export const POST = route<{ faultId: string }>('faults.triage', async ({ request, principal, params }) => {
  const body = Object(await readJsonBody(request));
  return json(await acknowledgeFault(principal, parseInput(acknowledgeSchema, { ...body, ...params })));
});
