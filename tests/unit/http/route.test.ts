import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { HeliographError } from '#server/errors.ts';
import { json } from '#server/http/answer.ts';
import { decodeCursor, encodeCursor } from '#server/http/cursor.ts';
import { negotiate } from '#server/http/negotiate.ts';
import { jsonAnswer, operation } from '#server/http/operation.ts';
import { problemResponse } from '#server/http/problem.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { log } from '#server/log.ts';

beforeEach(() => {
  vi.spyOn(log, 'error').mockReturnValue(undefined);
});
afterEach(() => vi.restoreAllMocks());

const readThing = operation({
  id: 'readThing',
  method: 'GET',
  path: '/api/v1/things/{thing}',
  tag: 'Things',
  action: 'plant.read',
  summary: 'Read a thing',
  params: z.object({ thing: z.string().regex(/^[a-z]+$/, 'not a thing') }),
  query: z.object({ limit: z.coerce.number().int().max(9).default(3) }),
  answers: { 200: jsonAnswer('It.', z.object({})) },
});
const GET = route(readThing, async ({ params: { thing }, query: { limit } }) => json({ thing, limit }));
const get = (query = '', headers: Record<string, string> = {}, thing = 'mirror') =>
  GET(new Request(`http://console.example/api/v1/things/mirror${query}`, { headers }), {
    params: Promise.resolve({ thing }),
  });

describe('a declared operation', () => {
  it('gets its parameters checked, with their defaults', async () => {
    expect(await (await get('?limit=7')).json()).toEqual({ thing: 'mirror', limit: 7 });
    expect(await (await get()).json()).toEqual({ thing: 'mirror', limit: 3 });
  });

  it.each([
    ['an unknown one', '?colour=red', 'colour'],
    ['one given twice', '?limit=1&limit=2', 'limit'],
    ['one out of range', '?limit=10', 'limit'],
    ['__proto__', '?__proto__=1', '__proto__'],
    ['constructor', '?constructor=1', 'constructor'],
  ])('refuses %s by its name', async (_, query, name) => {
    const response = await get(query);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'invalid_input', detail: expect.stringContaining(name) });
  });

  it('refuses a part of the path that is not what it should be', async () => {
    expect((await get('', {}, '..%2f..%2fetc')).status).toBe(400);
  });

  it('answers 304 to who has its answer already, and the answer to who has another', async () => {
    const etag = (await get()).headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[\w-]{27}"$/);
    const known = await get('', { 'if-none-match': `"other", ${etag}` });
    expect([known.status, known.headers.get('etag'), await known.text()]).toEqual([304, etag, '']);
    expect((await get('?limit=2', { 'if-none-match': etag })).status).toBe(200);
  });
});

it('methods that a path does not have are told which it has', async () => {
  const response = await refuseOthers(readThing).DELETE();
  expect(response.status).toBe(405);
  expect(response.headers.get('allow')).toBe('GET, HEAD, OPTIONS');
});

it('who is not signed in is told how to, and who should wait for how long', () => {
  const unknown = problemResponse(new HeliographError('unauthenticated', 'sign in'));
  expect(unknown.headers.get('www-authenticate')).toBe('Bearer realm="heliograph"');
  const tooMany = problemResponse(new HeliographError('rate_limited', 'wait', { retryAfterSeconds: 17 }));
  expect([tooMany.status, tooMany.headers.get('retry-after')]).toEqual([429, '17']);
});

it.each([
  ['a closed port', Object.assign(new Error('connect ECONNREFUSED 10.0.0.1:5432'), { code: 'ECONNREFUSED' })],
  ['a pool without a free connection', Object.assign(new Error('Timed out fetching'), { code: 'P2024' })],
  ['a driver that lost its way', Object.assign(new Error('adapter'), { cause: { kind: 'DatabaseNotReachable' } })],
  ['a server that shuts down', Object.assign(new Error('terminating connection'), { cause: { code: '57P01' } })],
])('%s is a database that cannot be reached, not an error of the server', async (_, error) => {
  const response = problemResponse(Object.assign(error, error.cause ? { cause: asError(error.cause) } : {}));
  expect(response.status).toBe(503);
  const body = await response.text();
  expect(JSON.parse(body).code).toBe('database');
  expect(body).not.toContain('10.0.0.1');
});

/** A cause with a code is an error of a driver; one with a kind is Prisma's plain object. */
function asError(cause: unknown): unknown {
  return typeof cause === 'object' && cause !== null && 'code' in cause ? Object.assign(new Error('pg'), cause) : cause;
}

describe('what a caller accepts', () => {
  const ask = (accept?: string) =>
    negotiate(new Request('http://x', accept === undefined ? {} : { headers: { accept } }), [
      'application/json',
      'application/octet-stream',
    ]);

  it.each([
    [undefined, 'application/json'],
    ['*/*', 'application/json'],
    ['application/*', 'application/json'],
    ['application/octet-stream', 'application/octet-stream'],
    ['application/json;q=0.5, application/octet-stream', 'application/octet-stream'],
    ['application/json;q=0, */*', 'application/octet-stream'],
  ])('%s is %s', (accept, type) => {
    expect(ask(accept)).toBe(type);
  });

  it('that is not there is refused, and told what is', () => {
    expect(() => ask('text/html')).toThrow('application/json or application/octet-stream');
  });
});

describe('a cursor', () => {
  it('comes back as what it was made of, for its own list only', () => {
    const cursor = encodeCursor('runs', 'abc');
    expect(decodeCursor('runs', cursor, /^abc$/)).toBe('abc');
    expect(() => decodeCursor('arrays', cursor, /^abc$/)).toThrow('cursor');
  });

  it.each(['', 'x', '%00', 'W10', 'bnVsbA', 'WyJydW5zIiw1XQ', 'WyJydW5zIiwiJyBvciAxPTEiXQ', 'ÿÿÿ'])(
    'that nobody gave out is refused: %j',
    (cursor) => {
      expect(() => decodeCursor('runs', cursor, /^abc$/)).toThrow('cursor');
    },
  );
});
