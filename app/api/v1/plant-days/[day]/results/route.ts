import { json } from '#server/http/answer.ts';
import { decodeCursor, encodeCursor } from '#server/http/cursor.ts';
import { etagOf, unlessKnown } from '#server/http/etag.ts';
import { listResults } from '#server/http/operations/results.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { findPublishedRun } from '#server/services/days/find-published-run.ts';
import { listResults as readResults } from '#server/services/results/list-results.ts';

export const GET = route(listResults, async ({ request, params: { day }, query: { cursor, ...filter } }) => {
  const after = decodeCursor('results', cursor, /^[A-Z0-9]{10}$/);
  const tag = etagOf(await findPublishedRun({ day }), 'results', JSON.stringify([after ?? null, filter]));
  return unlessKnown(request, tag, async () => {
    const { nextCursor, ...page } = await readResults({ day, after, ...filter });
    return json({ ...page, nextCursor: encodeCursor('results', nextCursor) });
  });
});

export const { POST, PUT, PATCH, DELETE } = refuseOthers(listResults);
