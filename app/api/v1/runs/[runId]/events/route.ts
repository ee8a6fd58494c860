import { json } from '#server/http/answer.ts';
import { decodeCursor, encodeCursor } from '#server/http/cursor.ts';
import { listRunEvents } from '#server/http/operations/runs.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { listEvents } from '#server/services/runs/list-events.ts';

export const GET = route(listRunEvents, async ({ params: { runId }, query: { limit, cursor } }) => {
  const after = decodeCursor('events', cursor, /^\d{1,18}$/);
  const page = await listEvents({ runId, limit, after: after === undefined ? undefined : BigInt(after) });
  return json({ ...page, nextCursor: encodeCursor('events', page.nextCursor) });
});

export const { POST, PUT, PATCH, DELETE } = refuseOthers(listRunEvents);
