import * as api from '#domain/api/live.ts';
import { decodeCursor, encodeCursor } from '#server/http/cursor.ts';
import { route } from '#server/http/route.ts';
import { getArrayLive } from '#server/services/live/get-array-live.ts';
import { getLive, getLiveWindow } from '#server/services/live/get-live.ts';
import { listLiveChanges } from '#server/services/live/list-live-changes.ts';
import { streamLive } from './stream-live.ts';

const CHANGE_ID = /^\d{1,18}$/;

export const live = [
  route(api.getLive, ({ context }) => getLive(context)),
  route(api.getLiveWindow, ({ context, params }) => getLiveWindow(context, params)),
  route(api.listLiveChanges, async ({ context, query: { limit, cursor } }) => {
    const after = decodeCursor('live-changes', cursor, CHANGE_ID);
    const { changes, nextCursor } = await listLiveChanges(context, { limit, after });
    return { changes, nextCursor: encodeCursor('live-changes', nextCursor) };
  }),
  route(api.streamLive, streamLive),
  route(api.getArrayLive, ({ context, params }) => getArrayLive(context, params)),
];
