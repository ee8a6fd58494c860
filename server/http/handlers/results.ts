import * as api from '#domain/api/results.ts';
import { isDeviceId } from '#domain/device-id.ts';
import { download, json } from '#server/http/answer.ts';
import { decodeCursor, encodeCursor } from '#server/http/cursor.ts';
import { etagOf, unlessKnown } from '#server/http/etag.ts';
import { reprDigest } from '#server/http/file-download.ts';
import { jsonOrBytes } from '#server/http/json-or-bytes.ts';
import { route } from '#server/http/route.ts';
import { getArrayDay } from '#server/services/arrays/get-array-day.ts';
import { getNetworkImage, getNetworkImageBytes } from '#server/services/arrays/get-network-image.ts';
import { getScalogram, getScalogramBytes } from '#server/services/arrays/get-scalogram.ts';
import { getSeries, getSeriesBytes } from '#server/services/arrays/get-series.ts';
import { findPublishedRun } from '#server/services/days/find-published-run.ts';
import { getPlantGrid } from '#server/services/days/get-plant-grid.ts';
import { listDays } from '#server/services/days/list-days.ts';
import { openGold } from '#server/services/days/open-gold.ts';
import { placeCells } from '#server/services/days/place-cells.ts';
import { getPrediction } from '#server/services/results/get-prediction.ts';
import { listResults } from '#server/services/results/list-results.ts';

export const results = [
  route(api.getResult, ({ context, query }) => getPrediction(context, query)),
  route(api.listResults, async ({ request, context, params: { day }, query: { cursor, ...filter } }) => {
    const after = decodeCursor('results', cursor, { test: isDeviceId });
    const tag = etagOf(await findPublishedRun(context, { day }), 'results', JSON.stringify([after ?? null, filter]));
    return unlessKnown(request, tag, async () => {
      const { nextCursor, ...page } = await listResults(context, { day, after, ...filter });
      return json({ ...page, nextCursor: encodeCursor('results', nextCursor) });
    });
  }),
  route(api.listPlantDays, ({ context, query }) => listDays(context, query)),
  /** Tagged by what its cells follow from: the answer of a large plant has more than a megabyte. */
  route(api.getPlantDay, async ({ request, context, params }) => {
    const grid = await getPlantGrid(context, params);
    const { plant, run, newerRun, layout } = grid;
    const tag = etagOf('plant-day', JSON.stringify({ plant, run, newerRun, layout }));
    return unlessKnown(request, tag, async () => json(await placeCells(context, grid)));
  }),
  route(api.getGold, async ({ request, context, params }) =>
    unlessKnown(request, etagOf(await findPublishedRun(context, params), 'gold'), async () => {
      const { fileName, bytes, sha256 } = await openGold(context, params);
      const response = download(fileName, 'application/vnd.apache.parquet', bytes);
      response.headers.set('repr-digest', reprDigest(sha256));
      return response;
    }),
  ),
  route(api.getArrayDay, ({ context, params }) => getArrayDay(context, params)),
  route(api.getSeries, (asked) => jsonOrBytes(asked, 'series', getSeries, getSeriesBytes)),
  route(api.getScalogram, (asked) => jsonOrBytes(asked, 'scalogram', getScalogram, getScalogramBytes)),
  route(api.getNetworkImage, (asked) => jsonOrBytes(asked, 'network-image', getNetworkImage, getNetworkImageBytes)),
];
