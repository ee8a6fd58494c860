import { json } from '#server/http/answer.ts';
import { acknowledgeFault } from '#server/http/operations/faults.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { acknowledgeFault as acknowledge } from '#server/services/faults/acknowledge-fault.ts';

export const POST = route(acknowledgeFault, async ({ principal, params, body }) =>
  json(await acknowledge(principal, { ...body, ...params })),
);

export const { GET, PUT, PATCH, DELETE } = refuseOthers(acknowledgeFault);
