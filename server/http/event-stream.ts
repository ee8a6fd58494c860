/** A stream of server-sent events (WHATWG HTML, 9.2) that one client reads. */
export interface EventStream {
  response: Response;
  send(event: string, data: unknown, id?: string): void;
  close(): void;
}

const HEARTBEAT_EVERY_MS = 15_000;
/** Then the client comes again, and is asked again who it is. */
const LONGEST_MS = 10 * 60_000;
/** A client that reads so much slower than things happen is let go; it comes again and gets how things are then. */
const MAX_WAITING_BYTES = 1024 * 1024;

/** Opens a stream. `onClose` is called once, whoever ends it. */
export function openEventStream(request: Request, onClose: () => void): EventStream {
  const encoder = new TextEncoder();
  let controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  const close = () => {
    if (!controller) return;
    const open = controller;
    controller = null;
    clearInterval(heartbeat);
    clearTimeout(limit);
    request.signal.removeEventListener('abort', close);
    onClose();
    try {
      open.close();
    } catch {
      // The client has gone: there is nobody to tell.
    }
  };
  const write = (text: string) => {
    controller?.enqueue(encoder.encode(text));
    if ((controller?.desiredSize ?? 1) <= 0) close();
  };
  const body = new ReadableStream<Uint8Array>(
    {
      start: (opened) => {
        controller = opened;
      },
      cancel: close,
    },
    new ByteLengthQueuingStrategy({ highWaterMark: MAX_WAITING_BYTES }),
  );
  const heartbeat = setInterval(() => write(': still here\n\n'), HEARTBEAT_EVERY_MS);
  const limit = setTimeout(close, LONGEST_MS);
  heartbeat.unref();
  limit.unref();
  request.signal.addEventListener('abort', close);
  write('retry: 2000\n\n');
  return {
    response: new Response(body, {
      headers: {
        'content-type': 'text/event-stream',
        // A proxy that gathers or compresses events would hold them back.
        'cache-control': 'no-store, no-transform',
        'x-accel-buffering': 'no',
      },
    }),
    send: (event, data, id) =>
      write(`${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
    close,
  };
}
