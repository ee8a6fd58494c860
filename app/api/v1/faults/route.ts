import { json, queryOf } from '#server/http/answer.ts';
import { route } from '#server/http/route.ts';
import { listFaults } from '#server/services/faults/list-faults.ts';

export const GET = route('faults.read', async ({ request }) => json(await listFaults(queryOf(request))));
