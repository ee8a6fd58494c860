import { json, queryOf } from '#server/http/answer.ts';
import { listFaults } from '#server/http/operations/faults.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { listFaults as readFaults } from '#server/services/faults/list-faults.ts';

export const GET = route(listFaults, async ({ request }) => json(await readFaults(queryOf(request))));

export const { POST, PUT, PATCH, DELETE } = refuseOthers(listFaults);
