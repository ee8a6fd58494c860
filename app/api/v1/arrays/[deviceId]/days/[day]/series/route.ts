import { binary, json } from '#server/http/answer.ts';
import { etagOf, unlessKnown } from '#server/http/etag.ts';
import { negotiate } from '#server/http/negotiate.ts';
import { getSeries } from '#server/http/operations/results.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { findResultRunId } from '#server/services/arrays/find-array-day.ts';
import { getSeriesBytes, getSeries as readSeries } from '#server/services/arrays/get-series.ts';

export const GET = route(getSeries, async ({ request, params }) => {
  const type = negotiate(request, ['application/json', 'application/octet-stream']);
  const tag = etagOf(`${await findResultRunId(params)}`, params.deviceId, 'series', type);
  const response = await unlessKnown(request, tag, async () => {
    if (type === 'application/json') return json(await readSeries(params));
    const { startMs, bytes } = await getSeriesBytes(params);
    return binary(bytes, { 'heliograph-start': new Date(startMs).toISOString() });
  });
  response.headers.set('vary', 'accept');
  return response;
});

export const { POST, PUT, PATCH, DELETE } = refuseOthers(getSeries);
