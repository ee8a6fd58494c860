import { json } from '#server/http/answer.ts';
import { decodeCursor, encodeCursor } from '#server/http/cursor.ts';
import { listArrays } from '#server/http/operations/plants.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { listArrays as readArrays } from '#server/services/arrays/list-arrays.ts';

export const GET = route(listArrays, async ({ query: { limit, cursor } }) => {
  const after = decodeCursor('arrays', cursor, /^[A-Z0-9]{10}$/);
  const { arrays, nextCursor } = await readArrays({ limit, after });
  return json({ arrays, nextCursor: encodeCursor('arrays', nextCursor) });
});

export const { POST, PUT, PATCH, DELETE } = refuseOthers(listArrays);
