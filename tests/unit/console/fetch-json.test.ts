import { afterEach, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { isNotFound, isRefusal, isWorthRetrying } from '#components/data/api-error.ts';
import { fetchJson } from '#components/data/fetch-json.ts';

const schema = z.object({ faults: z.number() });
const answer = (respond: () => Promise<Response>) => vi.stubGlobal('fetch', respond);
const failure = () => fetchJson(schema, '/api/v1/x').catch((error: unknown) => error);

afterEach(() => vi.unstubAllGlobals());

it('gives what the contract describes', async () => {
  answer(async () => Response.json({ faults: 3, more: true }));
  expect(await fetchJson(schema, '/api/v1/x')).toEqual({ faults: 3 });
});

it('turns a problem document into an error with its message and code', async () => {
  const problem = { type: 'about:blank', title: 'Not found', status: 404, code: 'not_found', detail: 'no such day' };
  answer(async () => Response.json(problem, { status: 404 }));
  const error = await failure();
  expect(error).toMatchObject({ status: 404, code: 'not_found', message: 'no such day' });
  expect([isNotFound(error), isRefusal(error), isWorthRetrying(error)]).toEqual([true, true, false]);
});

it('refuses an answer that does not keep the contract, and names the field', async () => {
  answer(async () => Response.json({ faults: 'three' }));
  expect(await failure()).toMatchObject({ code: 'unreadable', message: expect.stringContaining('faults') });
});

it('says that the server cannot be reached, which is worth asking again', async () => {
  answer(() => Promise.reject(new TypeError('fetch failed')));
  const error = await failure();
  expect(error).toMatchObject({ status: 0, message: expect.stringContaining('cannot be reached') });
  expect(isWorthRetrying(error)).toBe(true);
});

it('says so when an error page is no problem document', async () => {
  answer(async () => new Response('<html>', { status: 502 }));
  expect(await failure()).toMatchObject({ status: 502, message: expect.stringContaining('502') });
});

it('an abandoned question is not an error of the server', async () => {
  const controller = new AbortController();
  controller.abort();
  const error = await fetchJson(schema, '/api/v1/x', { signal: controller.signal }).catch((caught: unknown) => caught);
  expect(error).toMatchObject({ name: expect.not.stringMatching('ApiError') });
});
