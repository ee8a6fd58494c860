import { binary, json } from '#server/http/answer.ts';
import { etagOf, unlessKnown } from '#server/http/etag.ts';
import { negotiate } from '#server/http/negotiate.ts';
import { getNetworkImage } from '#server/http/operations/results.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { findResultRunId } from '#server/services/arrays/find-array-day.ts';
import {
  getNetworkImageBytes,
  getNetworkImage as readNetworkImage,
} from '#server/services/arrays/get-network-image.ts';

export const GET = route(getNetworkImage, async ({ request, params }) => {
  const type = negotiate(request, ['application/json', 'application/octet-stream']);
  const tag = etagOf(`${await findResultRunId(params)}`, params.deviceId, 'network-image', type);
  const response = await unlessKnown(request, tag, async () => {
    if (type === 'application/json') return json(await readNetworkImage(params));
    const { startMs, channels, bytes } = await getNetworkImageBytes(params);
    return binary(bytes, {
      'heliograph-start': new Date(startMs).toISOString(),
      'heliograph-channels': channels.join(','),
    });
  });
  response.headers.set('vary', 'accept');
  return response;
});

export const { POST, PUT, PATCH, DELETE } = refuseOthers(getNetworkImage);
