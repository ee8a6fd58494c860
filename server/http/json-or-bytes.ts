import { findResultRunId } from '#server/services/arrays/find-array-day.ts';
import type { ServiceContext } from '#server/services/context.ts';
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
  { request, context, params }: { request: Request; context: ServiceContext; params: ArrayDay },
  part: string,
  readJson: (context: ServiceContext, asked: ArrayDay) => Promise<unknown>,
  readBytes: (context: ServiceContext, asked: ArrayDay) => Promise<Raw>,
): Promise<Response> {
  const type = negotiate(request, ['application/json', 'application/octet-stream']);
  const tag = etagOf(`${await findResultRunId(context, params)}`, params.deviceId, part, type);
  const response = await unlessKnown(request, tag, async () => {
    if (type === 'application/json') return json(await readJson(context, params));
    const { startMs, channels, bytes } = await readBytes(context, params);
    return binary(bytes, {
      'heliograph-start': new Date(startMs).toISOString(),
      ...(channels === undefined ? {} : { 'heliograph-channels': channels.join(',') }),
    });
  });
  response.headers.set('vary', 'accept');
  return response;
}
