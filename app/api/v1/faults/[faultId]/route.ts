import { json } from '#server/http/answer.ts';
import { getFault } from '#server/http/operations/faults.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { getFault as readFault } from '#server/services/faults/get-fault.ts';

export const GET = route(getFault, async ({ params }) => json(await readFault(params)));

export const { POST, PUT, PATCH, DELETE } = refuseOthers(getFault);
