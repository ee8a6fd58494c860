import { json } from '#server/http/answer.ts';
import { readJsonBody } from '#server/http/read-request.ts';
import { route } from '#server/http/route.ts';
import { addNote } from '#server/services/arrays/add-note.ts';

export const POST = route<{ deviceId: string; day: string }>('notes.write', async ({ request, principal, params }) => {
  const body = await readJsonBody(request);
  const { text } = (body ?? {}) as { text?: unknown };
  return json(await addNote(principal, { ...params, text }), { status: 201 });
});
