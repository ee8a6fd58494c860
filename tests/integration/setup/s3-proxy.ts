import { createHash } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import { buffer } from 'node:stream/consumers';
import { createSeededRandom } from '#models/classifier/seeded-random.ts';

/** What the proxy does to a request instead of passing it on. */
export type Fault = 'error-500' | 'slow-down' | 'stall' | 'reset' | 'lost-answer' | 'cut-body' | 'flip-bit';

export type Conditions = 'held' | 'ignored' | 'not implemented';

export interface FaultyProxy {
  url: string;
  /** Requests that have met each fault. */
  met: Map<Fault, number>;
  /** Multipart uploads that were begun and neither completed nor aborted: somebody pays for their parts. */
  openUploads: Set<string>;
  /** Chooses the fault of a request; null lets it pass. */
  setFaults(choose: (request: SeenRequest) => Fault | null): void;
  /** How the store takes `If-None-Match: *`: as S3 does, not at all, or with 501. */
  setConditions(conditions: Conditions): void;
  /** Answers every request like this until it is called with null. */
  answerWith(answer: { status: number; code: string; more?: string } | null): void;
  close(): Promise<void>;
}

export interface SeenRequest {
  method: string;
  /** Path and query. */
  url: string;
}

const FAULTS: readonly Fault[] = ['error-500', 'slow-down', 'stall', 'reset', 'lost-answer', 'cut-body'];

/** A share of all requests meets a fault; none stalls twice, as two long waits are more than a request's budget. */
export function someFaults(seed: number, share: number): (request: SeenRequest) => Fault | null {
  const random = createSeededRandom(seed);
  const stalled = new Set<string>();
  return ({ method, url }) => {
    if (random() >= share) return null;
    const fault = FAULTS[Math.floor(random() * FAULTS.length)] ?? 'reset';
    if (fault !== 'stall') return fault;
    const request = `${method} ${url}`;
    if (stalled.has(request)) return 'reset';
    stalled.add(request);
    return 'stall';
  };
}

interface Answer {
  status: number;
  headers: http.OutgoingHttpHeaders;
  body: Buffer;
}

/**
 * Passes requests on to an S3 API. fauxqs takes any PUT: the proxy refuses a wrong SHA-256 and, for `If-None-Match: *`,
 * a key that is taken, one request of a key after the other, as S3 does.
 */
export async function startFaultyProxy(port: number): Promise<FaultyProxy> {
  const met = new Map<Fault, number>();
  const openUploads = new Set<string>();
  const turns = new Map<string, Promise<unknown>>();
  let choose: (request: SeenRequest) => Fault | null = () => null;
  let fixed: Answer | null = null;
  let conditions: Conditions = 'held';

  const pass = async (request: http.IncomingMessage, body: Buffer): Promise<Answer> => {
    const sent = request.headers['x-amz-checksum-sha256'];
    if (sent !== undefined && sent !== createHash('sha256').update(body).digest('base64')) return xml(400, 'BadDigest');
    if (isRemovalOfMany(request)) {
      const md5 = request.headers['content-md5'];
      if (md5 === undefined)
        return xml(400, 'InvalidRequest', '<Details>Missing required header: Content-MD5</Details>');
      if (md5 !== createHash('md5').update(body).digest('base64')) return xml(400, 'BadDigest');
    }
    if (request.headers['if-none-match'] !== '*' || conditions === 'ignored') return ask(port, request, body);
    if (conditions === 'not implemented') return xml(501, 'NotImplemented');
    const url = request.url ?? '';
    const turn = (turns.get(url) ?? Promise.resolve()).then(async () => {
      const { status } = await ask(
        port,
        { ...seen(request), headers: { host: request.headers.host } },
        Buffer.alloc(0),
        'HEAD',
      );
      return status === 200 ? xml(412, 'PreconditionFailed') : ask(port, request, body);
    });
    turns.set(url, turn);
    return turn;
  };

  const server = http.createServer(async (request, response) => {
    const body = await buffer(request).catch(() => null);
    if (body === null) return;
    if (fixed) return send(response, request, fixed);
    const fault = choose(seen(request));
    if (fault) met.set(fault, (met.get(fault) ?? 0) + 1);
    if (fault === 'error-500') return send(response, request, xml(500, 'InternalError'));
    if (fault === 'slow-down') return send(response, request, xml(503, 'SlowDown'));
    if (fault === 'stall') return;
    if (fault === 'reset') return request.socket.resetAndDestroy();
    const answer = await pass(request, body);
    trackUploads(openUploads, request, answer);
    if (fault === 'lost-answer') return request.socket.resetAndDestroy();
    if (fault === 'flip-bit' && answer.body.length > 0) answer.body[0] = (answer.body[0] ?? 0) ^ 1;
    if (fault !== 'cut-body' || answer.body.length < 2) return send(response, request, answer);
    response.writeHead(answer.status, { ...answer.headers, 'content-length': answer.body.length });
    response.write(answer.body.subarray(0, answer.body.length >> 1), () => request.socket.resetAndDestroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${address && typeof address === 'object' ? address.port : 0}`,
    met,
    openUploads,
    setFaults: (next) => {
      choose = next;
    },
    setConditions: (next) => {
      conditions = next;
    },
    answerWith: (answer) => {
      fixed = answer && xml(answer.status, answer.code, answer.more);
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Like many a store that is not Amazon's, the proxy wants a Content-MD5 then, and knows no newer checksum. */
const isRemovalOfMany = ({ method, url = '' }: http.IncomingMessage) =>
  method === 'POST' && new URL(url, 'http://proxy').searchParams.has('delete');

const seen = ({ method = '', url = '' }: http.IncomingMessage) => ({ method, url });

function xml(status: number, code: string, more = ''): Answer {
  const body = Buffer.from(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message>${more}</Error>`);
  return { status, headers: { 'content-type': 'application/xml' }, body };
}

function send(
  response: http.ServerResponse,
  { method }: http.IncomingMessage,
  { status, headers, body }: Answer,
): void {
  const length = method === 'HEAD' ? {} : { 'content-length': body.length };
  response.writeHead(status, { ...headers, ...length });
  response.end(method === 'HEAD' ? undefined : body);
}

async function ask(
  port: number,
  request: { method?: string | undefined; url?: string | undefined; headers: http.OutgoingHttpHeaders },
  body: Buffer,
  method = request.method ?? 'GET',
): Promise<Answer> {
  const { url = '/', headers } = request;
  const onward = http.request({ host: '127.0.0.1', port, method, path: url, headers });
  onward.end(body);
  const [answer] = (await once(onward, 'response')) as [http.IncomingMessage];
  const { 'transfer-encoding': _, connection: __, ...kept } = answer.headers;
  return { status: answer.statusCode ?? 500, headers: kept, body: await buffer(answer) };
}

function trackUploads(open: Set<string>, request: http.IncomingMessage, { status, body }: Answer): void {
  if (status >= 300) return;
  const query = new URL(request.url ?? '', 'http://proxy').searchParams;
  const id = query.get('uploadId');
  if (request.method === 'POST' && query.has('uploads')) {
    const begun = /<UploadId>(.+?)<\/UploadId>/.exec(body.toString('utf8'))?.[1];
    if (begun) open.add(begun);
  } else if (id && (request.method === 'POST' || request.method === 'DELETE')) open.delete(id);
}
