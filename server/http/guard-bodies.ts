import { AsyncResource } from 'node:async_hooks';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { HeliographError } from '#server/errors.ts';
import { bodyLimitOf } from './body-limit.ts';
import { problemOf } from './problem.ts';
import { BODY_LIMIT_BYTES } from './read-request.ts';

/** A request is 16 KiB, seldom 8 MiB: who needs longer to send it only holds a connection. */
const REQUEST_MS = 30_000;
/** So long a refused body is taken in and thrown away, so that its sender comes to read the answer. */
const DRAIN_MS = 2_000;

/** Bodies over 16 KiB that are let in at once: who only says to be somebody must not fill the memory. */
const MAX_LARGE = 4;

const guarded = new WeakSet<Server>();
let large = 0;

/**
 * Lets no request of a server through whose body is longer than any door reads, signed in or not: what declares its length
 * is refused by it, what comes in chunks is held until it is whole. Frameworks behind it read bodies before they ask who
 * sends them. To be called for every request, before the server hands it on; it takes the server's handlers over once.
 */
export function guardBodies(server: Server): void {
  if (guarded.has(server)) return;
  guarded.add(server);
  server.requestTimeout = REQUEST_MS;
  server.headersTimeout = REQUEST_MS;
  const handlers = server.listeners('request');
  server.removeAllListeners('request');
  server.on('request', (request, response) =>
    admit(request, response, () => {
      for (const handler of handlers) handler.call(server, request, response);
    }),
  );
  // Who asks before sending is told no before anything is sent.
  server.on('checkContinue', (request, response) => {
    if (declaredBytes(request) <= bodyLimitOf(request)) response.writeContinue();
    server.emit('request', request, response);
  });
}

function admit(request: IncomingMessage, response: ServerResponse, handle: () => void): void {
  const limit = bodyLimitOf(request);
  const chunked = request.headers['transfer-encoding'] !== undefined;
  if (declaredBytes(request) > limit) {
    refuse(request, response, tooLong(limit));
    return;
  }
  if (limit > BODY_LIMIT_BYTES && (chunked || declaredBytes(request) > BODY_LIMIT_BYTES)) {
    if (large >= MAX_LARGE) {
      refuse(request, response, BUSY);
      return;
    }
    large++;
    response.once('close', () => large--);
  }
  if (chunked) hold(request, response, limit, handle);
  else handle();
}

/** The stream keeps what nobody has read yet: what comes is counted on its way there. */
function hold(request: IncomingMessage, response: ServerResponse, limit: number, handle: () => void): void {
  // The next piece comes from the connection's own context; the request's facts belong to this one.
  const goOn = AsyncResource.bind(handle);
  const push = request.push.bind(request);
  let bytes = 0;
  let settled = false;
  request.push = (chunk: Buffer | null) => {
    const wantsMore = push(chunk);
    bytes += chunk?.byteLength ?? 0;
    if (settled) return wantsMore;
    settled = chunk === null || bytes > limit;
    if (bytes > limit) refuse(request, response, tooLong(limit));
    else if (chunk === null) goOn();
    return wantsMore;
  };
}

const tooLong = (limit: number) => new HeliographError('too_large', `the body is over ${limit / 1024} KiB`);
const BUSY = new HeliographError('busy', 'other files are being taken: try again', { retryAfterSeconds: 5 });

function refuse(request: IncomingMessage, response: ServerResponse, error: HeliographError): void {
  const { status, headers, body } = problemOf(error);
  response.writeHead(status, headers).end(body);
  request.resume();
  const drained = setTimeout(() => request.socket.destroy(), DRAIN_MS);
  drained.unref();
  request.once('close', () => clearTimeout(drained));
}

function declaredBytes({ headers }: IncomingMessage): number {
  return Number(headers['content-length'] ?? 0);
}
