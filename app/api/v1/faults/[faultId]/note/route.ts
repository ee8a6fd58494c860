import { json } from '#server/http/answer.ts';
import { noteFault } from '#server/http/operations/faults.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { noteFault as writeNote } from '#server/services/faults/note-fault.ts';

export const POST = route(noteFault, async ({ principal, params, body }) =>
  json(await writeNote(principal, { ...body, ...params })),
);

export const { GET, PUT, PATCH, DELETE } = refuseOthers(noteFault);
