import { json } from '#server/http/answer.ts';
import { addNote } from '#server/http/operations/array-days.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { addNote as writeNote } from '#server/services/arrays/add-note.ts';

export const POST = route(addNote, async ({ principal, params, body }) =>
  json(await writeNote(principal, { ...params, ...body }), { status: 201 }),
);

export const { GET, PUT, PATCH, DELETE } = refuseOthers(addNote);
