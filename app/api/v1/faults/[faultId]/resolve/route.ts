import { json } from '#server/http/answer.ts';
import { resolveFault } from '#server/http/operations/faults.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { resolveFault as resolve } from '#server/services/faults/resolve-fault.ts';

export const POST = route(resolveFault, async ({ principal, params, body }) =>
  json(await resolve(principal, { ...body, ...params })),
);

export const { GET, PUT, PATCH, DELETE } = refuseOthers(resolveFault);
