import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Operation } from '#domain/api/operation.ts';
import type { Principal } from '#server/auth/principal.ts';
import { HeliographError } from '#server/errors.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { database } from '#server/stores/database.ts';
import { claimKey, releaseKey, type StoredAnswer, storeAnswer } from '#server/stores/idempotency.ts';
import { readLimited } from './read-request.ts';

const keySchema = z.string().regex(/^[\x21-\x7e]{1,200}$/, 'Idempotency-Key: expected 1 to 200 printable characters');
const REPLAYED_HEADERS = ['content-type', 'location', 'cache-control'];

/**
 * Runs a POST at most once for each `Idempotency-Key` of a principal: the same request sent again gets the first answer,
 * another one under the same key is refused. A request that was refused has changed nothing and lets go of its key.
 */
export async function answerOnce(
  request: Request,
  principal: Principal,
  { secretAnswer: secret = false, bodyLimitBytes }: Pick<Operation, 'secretAnswer' | 'bodyLimitBytes'>,
  run: (request: Request) => Promise<Response>,
): Promise<Response> {
  const given = request.headers.get('idempotency-key');
  if (given === null) return run(request);
  const text = await readLimited(request, bodyLimitBytes);
  const { method, url, headers } = request;
  const { pathname, search } = new URL(url);
  const requestHash = createHash('sha256')
    .update(JSON.stringify([method, pathname, search, text]))
    .digest('hex');
  const owner = { principalId: `${principal.kind} ${principal.id}`, key: parseInput(keySchema, given) };
  const before = await claimKey(database(), { ...owner, requestHash });
  if (before) return repeated(before, requestHash);
  try {
    const response = await run(new Request(url, { method, headers, ...(text === '' ? {} : { body: text }) }));
    if (response.status >= 400) {
      await releaseKey(database(), owner);
      return response;
    }
    const body = await response.text();
    const replayed = REPLAYED_HEADERS.flatMap((name) => {
      const value = response.headers.get(name);
      return value === null ? [] : [[name, value] as const];
    });
    const answered = { status: response.status, headers: Object.fromEntries(replayed), body: secret ? null : body };
    await storeAnswer(database(), owner, answered);
    return new Response(body === '' ? null : body, { status: response.status, headers: response.headers });
  } catch (error) {
    await releaseKey(database(), owner).catch(() => undefined);
    throw error;
  }
}

function repeated(before: StoredAnswer, requestHash: string): Response {
  if (before.requestHash !== requestHash) {
    throw new HeliographError('key_reused', 'Idempotency-Key: it was used for another request; take a new one');
  }
  if (before.status === null) {
    throw new HeliographError(
      'conflict',
      'a request with this Idempotency-Key is under way, or broke off: look at what it did before you take a new key',
      { retryAfterSeconds: 1 },
    );
  }
  if (before.body === null) {
    throw new HeliographError('conflict', 'this was done before; its answer held a secret that is shown only once');
  }
  const headers = { ...before.headers, 'idempotency-replayed': 'true' };
  return new Response(before.body === '' ? null : before.body, { status: before.status, headers });
}
