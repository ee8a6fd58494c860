import { binary, json } from '#server/http/answer.ts';
import { etagOf, unlessKnown } from '#server/http/etag.ts';
import { negotiate } from '#server/http/negotiate.ts';
import { getScalogram } from '#server/http/operations/results.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { findResultRunId } from '#server/services/arrays/find-array-day.ts';
import { getScalogramBytes, getScalogram as readScalogram } from '#server/services/arrays/get-scalogram.ts';

export const GET = route(getScalogram, async ({ request, params }) => {
  const type = negotiate(request, ['application/json', 'application/octet-stream']);
  const tag = etagOf(`${await findResultRunId(params)}`, params.deviceId, 'scalogram', type);
  const response = await unlessKnown(request, tag, async () => {
    if (type === 'application/json') return json(await readScalogram(params));
    const { startMs, bytes } = await getScalogramBytes(params);
    return binary(bytes, { 'heliograph-start': new Date(startMs).toISOString() });
  });
  response.headers.set('vary', 'accept');
  return response;
});

export const { POST, PUT, PATCH, DELETE } = refuseOthers(getScalogram);
