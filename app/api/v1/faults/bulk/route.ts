import { bulkSchema } from '#server/domain/faults.ts';
import { json } from '#server/http/answer.ts';
import { readJsonBody } from '#server/http/read-request.ts';
import { route } from '#server/http/route.ts';
import { changeManyFaults } from '#server/services/faults/change-many-faults.ts';
import { parseInput } from '#server/services/parse-input.ts';

export const POST = route('faults.triage', async ({ request, principal }) =>
  json(await changeManyFaults(principal, parseInput(bulkSchema, await readJsonBody(request)))),
);
