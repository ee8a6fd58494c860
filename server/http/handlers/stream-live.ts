import { z } from 'zod';
import type { LiveStreamEvent } from '#domain/live-stream.ts';
import { openEventStream } from '#server/http/event-stream.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { watchLive } from '#server/services/live/watch-live.ts';
import { parseInput } from '#server/services/parse-input.ts';

const changeId = z
  .string()
  .regex(/^\d{1,18}$/, 'not the id of a change')
  .transform(BigInt);
const lastSchema = z.object({ after: changeId.optional() });

interface Asked {
  request: Request;
  context: ServiceContext;
  query: { after?: string | undefined };
}

/** Tells of the day that is not over, as long as somebody listens. */
export async function streamLive({ request, query, context }: Asked): Promise<Response> {
  // A browser that lost the stream says what it has in its own way.
  const last = request.headers.get('last-event-id') || query.after;
  const { after } = parseInput(lastSchema, { after: last });
  let stop: () => void = () => undefined;
  let closed = false;
  const stream = openEventStream(request, () => {
    closed = true;
    stop();
  });
  const send = (event: LiveStreamEvent, data: unknown, id?: string) => stream.send(event, data, id);
  try {
    stop = await watchLive(
      context,
      { afterChange: after },
      {
        onChanges: (changes) => send('changes', changes, changes.at(-1)?.id),
        onPulse: (pulse) => send('pulse', pulse),
        onEnd: () => stream.close(),
      },
    );
  } catch (error) {
    stream.close();
    throw error;
  }
  // Gone while the stream was made ready.
  if (closed) stop();
  return stream.response;
}
