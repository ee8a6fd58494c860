import { z } from 'zod';
import type { StreamEvent } from '#server/domain/run-stream.ts';
import { openEventStream } from '#server/http/event-stream.ts';
import { streamRun } from '#server/http/operations/runs.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { watchRun } from '#server/services/runs/watch-run.ts';

const lineId = z
  .string()
  .regex(/^\d{1,18}$/, 'not the id of a line')
  .transform(BigInt);
const inputSchema = z.object({ runId: z.uuid('not the id of a run'), after: lineId.default(0n) });

export const GET = route(streamRun, async ({ request, params, query, principal }) => {
  // A browser that lost the stream says what it has in its own way.
  const last = request.headers.get('last-event-id');
  const { runId, after } = parseInput(inputSchema, { ...params, ...query, ...(last ? { after: last } : {}) });
  let stop: () => void = () => undefined;
  let closed = false;
  const stream = openEventStream(request, () => {
    closed = true;
    stop();
  });
  const send = (event: StreamEvent, data: unknown, id?: string) => stream.send(event, data, id);
  try {
    stop = await watchRun(principal, runId, after, {
      onRun: (run) => send('run', run),
      onShards: (shards) => send('shards', shards),
      onLog: (lines) => send('log', lines, lines.at(-1)?.id),
      onEnd: (reason) => {
        if (reason === undefined) send('end', {});
        stream.close();
      },
    });
  } catch (error) {
    stream.close();
    throw error;
  }
  // Gone while the run was looked up.
  if (closed) stop();
  return stream.response;
});

export const { POST, PUT, PATCH, DELETE } = refuseOthers(streamRun);
