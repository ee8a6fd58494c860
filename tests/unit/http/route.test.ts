import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HeliographError } from '#server/errors.ts';
import { decodeCursor, encodeCursor } from '#server/http/cursor.ts';
import { negotiate } from '#server/http/negotiate.ts';
import { problemResponse } from '#server/http/problem.ts';
import { log } from '#server/log.ts';

beforeEach(() => {
  vi.spyOn(log, 'error').mockReturnValue(undefined);
});
afterEach(() => vi.restoreAllMocks());

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
