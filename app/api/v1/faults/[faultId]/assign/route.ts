import { json } from '#server/http/answer.ts';
import { assignFault } from '#server/http/operations/faults.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { assignFault as assign } from '#server/services/faults/assign-fault.ts';

export const POST = route(assignFault, async ({ principal, params, body }) =>
  json(await assign(principal, { ...body, ...params })),
);

export const { GET, PUT, PATCH, DELETE } = refuseOthers(assignFault);
