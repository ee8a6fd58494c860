import { z } from 'zod';
import type { StreamEvent } from '#domain/run-stream.ts';
import { openEventStream } from '#server/http/event-stream.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { watchRun } from '#server/services/runs/watch-run.ts';

const lineId = z
  .string()
  .regex(/^\d{1,18}$/, 'not the id of a line')
  .transform(BigInt);
const lastSchema = z.object({ after: lineId.default(0n) });

interface Asked {
  request: Request;
  context: ServiceContext;
  params: { runId: string };
  query: { after?: string | undefined };
}

/** Tells of a run, as long as it is live and somebody listens. */
export async function streamRun({ request, params: { runId }, query, context }: Asked): Promise<Response> {
  // A browser that lost the stream says what it has in its own way.
  const last = request.headers.get('last-event-id') || query.after;
  const { after } = parseInput(lastSchema, { after: last });
  let stop: () => void = () => undefined;
  let closed = false;
  const stream = openEventStream(request, () => {
    closed = true;
    stop();
  });
  const send = (event: StreamEvent, data: unknown, id?: string) => stream.send(event, data, id);
  try {
    stop = await watchRun(
      context,
      { runId, afterLine: after },
      {
        onRun: (run) => send('run', run),
        onShards: (shards) => send('shards', shards),
        onLog: (lines) => send('log', lines, lines.at(-1)?.id),
        onEnd: (reason) => {
          if (reason === undefined) send('end', {});
          stream.close();
        },
      },
    );
  } catch (error) {
    stream.close();
    throw error;
  }
  // Gone while the run was looked up.
  if (closed) stop();
  return stream.response;
}
