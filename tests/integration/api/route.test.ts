import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { jsonAnswer, operation } from '#domain/api/operation.ts';
import { json } from '#server/http/answer.ts';
import { route } from '#server/http/route.ts';
import { givenFreshPlant } from '../setup/fresh-plant.ts';
import { signedIn } from '../setup/signed-in.ts';

givenFreshPlant();
let cookie = '';
beforeAll(async () => {
  ({ cookie } = await signedIn('viewer'));
});

const readThing = operation({
  id: 'readThing',
  method: 'GET',
  path: '/api/v1/things/{thing}',
  tag: 'Things',
  of: 'installation',
  action: 'plant.read',
  summary: 'Read a thing',
  params: z.object({ thing: z.string().regex(/^[a-z]+$/, 'not a thing') }),
  query: z.object({ limit: z.coerce.number().int().max(9).default(3) }),
  answers: { 200: jsonAnswer('It.', z.object({})) },
});
const GET = route(readThing, async ({ params: { thing }, query: { limit } }) => json({ thing, limit }));
const get = (query = '', headers: Record<string, string> = {}, thing = 'mirror') =>
  GET(new Request(`http://console.example/api/v1/things/mirror${query}`, { headers: { cookie, ...headers } }), {
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

  it('lets go of what would feed the body when only the head is asked for', async () => {
    let cancelled = false;
    const body = new ReadableStream({
      cancel: () => {
        cancelled = true;
      },
    });
    const HEAD = route(readThing, async () => new Response(body, { headers: { 'x-thing': 'mirror' } }));
    const request = new Request('http://console.example/api/v1/things/mirror', { method: 'HEAD', headers: { cookie } });
    const response = await HEAD(request, { params: Promise.resolve({ thing: 'mirror' }) });
    expect([response.status, response.headers.get('x-thing'), response.body]).toEqual([200, 'mirror', null]);
    expect(cancelled).toBe(true);
  });

  it('answers 304 to who has its answer already, and the answer to who has another', async () => {
    const etag = (await get()).headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[\w-]{27}"$/);
    const known = await get('', { 'if-none-match': `"other", ${etag}` });
    expect([known.status, known.headers.get('etag'), await known.text()]).toEqual([304, etag, '']);
    expect((await get('?limit=2', { 'if-none-match': etag })).status).toBe(200);
  });
});
