import { snoozeSchema } from '#server/domain/faults.ts';
import { json } from '#server/http/answer.ts';
import { readJsonBody } from '#server/http/read-request.ts';
import { route } from '#server/http/route.ts';
import { snoozeFault } from '#server/services/faults/snooze-fault.ts';
import { parseInput } from '#server/services/parse-input.ts';

export const POST = route<{ faultId: string }>('faults.triage', async ({ request, principal, params }) => {
  const body = Object(await readJsonBody(request));
  return json(await snoozeFault(principal, parseInput(snoozeSchema, { ...body, ...params })));
});
