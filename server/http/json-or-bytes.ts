import { findResultRunId } from '#server/services/arrays/find-array-day.ts';
import { binary, json } from './answer.ts';
import { etagOf, unlessKnown } from './etag.ts';
import { negotiate } from './negotiate.ts';

interface ArrayDay {
  deviceId: string;
  day: string;
}

/** Numbers as they lie in memory: when the plant day begins, and the names of the channels where the model chooses them. */
interface Raw {
  startMs: number;
  bytes: Uint8Array<ArrayBuffer>;
  channels?: readonly string[];
}

/** A part of an array-day as the caller likes it, tagged by the run that it is of. */
export async function jsonOrBytes(
  { request, params }: { request: Request; params: ArrayDay },
  part: string,
  readJson: (asked: ArrayDay) => Promise<unknown>,
  readBytes: (asked: ArrayDay) => Promise<Raw>,
): Promise<Response> {
  const type = negotiate(request, ['application/json', 'application/octet-stream']);
  const tag = etagOf(`${await findResultRunId(params)}`, params.deviceId, part, type);
  const response = await unlessKnown(request, tag, async () => {
    if (type === 'application/json') return json(await readJson(params));
    const { startMs, channels, bytes } = await readBytes(params);
    return binary(bytes, {
      'heliograph-start': new Date(startMs).toISOString(),
      ...(channels === undefined ? {} : { 'heliograph-channels': channels.join(',') }),
    });
  });
  response.headers.set('vary', 'accept');
  return response;
}
