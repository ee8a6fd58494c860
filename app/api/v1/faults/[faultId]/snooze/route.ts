import { json } from '#server/http/answer.ts';
import { snoozeFault } from '#server/http/operations/faults.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { snoozeFault as snooze } from '#server/services/faults/snooze-fault.ts';

export const POST = route(snoozeFault, async ({ principal, params, body }) =>
  json(await snooze(principal, { ...body, ...params })),
);

export const { GET, PUT, PATCH, DELETE } = refuseOthers(snoozeFault);
