import { addressOf } from '#domain/api/address.ts';
import * as api from '#domain/api/runs.ts';
import { json, queryOf } from '#server/http/answer.ts';
import { decodeCursor, encodeCursor } from '#server/http/cursor.ts';
import { streamRun } from '#server/http/handlers/stream-run.ts';
import { route } from '#server/http/route.ts';
import { listNotifications } from '#server/services/notifications/list-notifications.ts';
import { backfill } from '#server/services/runs/backfill.ts';
import { cancelRun } from '#server/services/runs/cancel-run.ts';
import { getRun } from '#server/services/runs/get-run.ts';
import { listRunEvents } from '#server/services/runs/list-run-events.ts';
import { listRunFiles } from '#server/services/runs/list-run-files.ts';
import { listRunShards } from '#server/services/runs/list-run-shards.ts';
import { listRuns } from '#server/services/runs/list-runs.ts';
import { previewBackfill } from '#server/services/runs/preview-backfill.ts';
import { previewRerun } from '#server/services/runs/preview-rerun.ts';
import { requestRun } from '#server/services/runs/request-run.ts';

const RUN_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const runs = [
  route(api.listRuns, async ({ request, context, query: { cursor } }) => {
    const page = await listRuns(context, { ...queryOf(request), cursor: decodeCursor('runs', cursor, RUN_ID) });
    return { ...page, nextCursor: encodeCursor('runs', page.nextCursor) };
  }),
  route(api.requestRun, async ({ context, body }) => {
    const run = await requestRun(context, body);
    return json(run, { status: 201, location: addressOf(api.getRun, { params: { runId: run.id } }) });
  }),
  route(api.getRun, ({ context, params }) => getRun(context, params)),
  route(api.listRunEvents, ({ request, context, params }) =>
    listRunEvents(context, { ...queryOf(request), ...params }),
  ),
  route(api.listRunNotifications, ({ context, params }) => listNotifications(context, params)),
  route(api.previewRun, ({ context, body }) => previewRerun(context, body)),
  route(api.cancelRun, ({ context, params }) => cancelRun(context, params)),
  route(api.listRunFiles, ({ context, params }) => listRunFiles(context, params)),
  route(api.listRunShards, ({ context, params }) => listRunShards(context, params)),
  route(api.streamRun, streamRun),
  route(api.requestBackfill, ({ context, body }) => backfill(context, body)),
  route(api.previewBackfill, ({ context, body }) => previewBackfill(context, body)),
];
