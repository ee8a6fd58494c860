import { json } from '#server/http/answer.ts';
import { reopenFault } from '#server/http/operations/faults.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { reopenFault as reopen } from '#server/services/faults/reopen-fault.ts';

export const POST = route(reopenFault, async ({ principal, params, body }) =>
  json(await reopen(principal, { ...body, ...params })),
);

export const { GET, PUT, PATCH, DELETE } = refuseOthers(reopenFault);
