import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { scadaRoot } from '#server/gateways/readings/open-readings-source.ts';
import { scadaFile } from '#server/gateways/readings/scada-files.ts';
import { BODY_LIMIT_BYTES } from '#server/http/read-request.ts';
import { openSystem } from '#server/services/context.ts';
import { registerDemoPlant } from '#server/services/plants/register-demo-plant.ts';
import { database } from '#server/stores/database.ts';
import { deleteOldKeys } from '#server/stores/idempotency.ts';
import { type ApiRequest, askApi } from '../setup/api-client.ts';
import { givenFreshPlant } from '../setup/fresh-plant.ts';
import { signedIn } from '../setup/signed-in.ts';

const plant = givenFreshPlant();
let cookie = '';
/** As an administrator, whom no role keeps from what is tried. */
const ask = (method: string, url: string, { headers, ...request }: ApiRequest = {}) =>
  askApi(method, url, { headers: { cookie, ...headers }, ...request });

beforeAll(async () => {
  ({ cookie } = await signedIn('admin'));
  await registerDemoPlant(openSystem(), { arrays: 5 });
  // Readings to ask for: nobody works on them here.
  for (const day of ['2026-05-02', ...[1, 2, 3, 4, 5, 6, 7].map((n) => `2026-04-0${n}`)]) {
    const file = scadaFile(scadaRoot(), 'demo', day, 0);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, '');
  }
});

describe('a hostile request', () => {
  it.each<[string, string, unknown, number]>([
    ['mass assignment', '/api/v1/runs', { day: '2026-05-01', state: 'succeeded' }, 400],
    ['mass assignment of the requester', '/api/v1/runs', { day: '2026-05-01', requestedBy: 'admin' }, 400],
    ['prototype pollution', '/api/v1/runs', '{"day":"2026-05-01","__proto__":{"role":"admin"}}', 400],
    ['pollution by constructor', '/api/v1/runs', '{"day":"2026-05-01","constructor":{"prototype":{"x":1}}}', 400],
    ['SQL in a day', '/api/v1/runs', { day: "2026-05-01'; drop table run; --" }, 400],
    ['a body that is too long', '/api/v1/runs', { day: '2026-05-01', note: 'x'.repeat(BODY_LIMIT_BYTES) }, 413],
    ['a list instead of an object', '/api/v1/runs', [{ day: '2026-05-01' }], 400],
    ['a body that is no JSON', '/api/v1/runs', '{"day":', 400],
    ['an unknown parameter', '/api/v1/runs?as=admin', { day: '2026-05-01' }, 400],
    ['a path in a version', '/api/v1/models/..%2f..%2fetc/use', undefined, 400],
    ['extra fields of a token', '/api/v1/tokens', { name: 'x', scopes: ['plant.read'], ownerId: 'admin' }, 400],
  ])('with %s is refused and leaves nothing behind', async (_, url, body, status) => {
    const before = await countRows();
    const response = await ask('POST', url, { body });
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await countRows()).toEqual(before);
    expect(({} as { role?: string }).role).toBeUndefined();
  });

  it.each([
    '/api/v1/arrays/..%2f..%2f..%2fetc%2fpasswd',
    "/api/v1/arrays/DEMO00000'",
    '/api/v1/arrays/DEMO000001/days/2026-05-01%0d%0aset-cookie:%20a=b',
    '/api/v1/arrays/DEMO000001/days/..%2f2026/series',
    '/api/v1/plant-days/..%2f..%2fgold/gold',
    "/api/v1/runs/1'%20or%20'1'='1",
    '/api/v1/runs?cursor=..%2f..%2fetc',
    "/api/v1/runs?day=2026-05-01'%20or%201=1",
    "/api/v1/results?deviceId=DEMO000001&day=1'%20or%20'1",
    '/api/v1/plant-days/latest/results?minConfidence=1e999',
    '/api/v1/plant-days/latest/results?condition=normal%20or%201=1',
    '/api/v1/arrays?limit=-1',
    '/api/v1/plants/%00',
  ])('%s is refused without a word of what is behind', async (url) => {
    const response = await ask('GET', url);
    expect([400, 404]).toContain(response.status);
    expect(await response.text()).not.toMatch(/select|prisma|postgres|\/tmp|node_modules| at /i);
  });

  it('cannot put a header into the answer', async () => {
    const response = await ask('POST', '/api/v1/runs', {
      body: { day: '2026-05-02', note: 'a\r\nset-cookie: x=y' },
      headers: { 'idempotency-key': 'note' },
    });
    expect(response.status).toBe(201);
    expect(response.headers.get('set-cookie')).toBeNull();
  });
});

describe('an idempotency key', () => {
  const send = (day: string, key: string) =>
    ask('POST', '/api/v1/runs', { body: { day }, headers: { 'idempotency-key': key } });
  const runsOf = async (day: string) => (await query(`select id from run where day = '${day}'`)).length;

  it('makes a request that is sent again answer what it answered, and do nothing more', async () => {
    const first = await send('2026-04-01', 'again');
    const second = await send('2026-04-01', 'again');
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(await second.json()).toEqual(await first.json());
    expect(second.headers.get('location')).toBe(first.headers.get('location'));
    expect(second.headers.get('idempotency-replayed')).toBe('true');
    expect(await runsOf('2026-04-01')).toBe(1);
  });

  it('is refused for another request', async () => {
    await send('2026-04-02', 'other');
    const response = await send('2026-04-03', 'other');
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ code: 'key_reused' });
    expect(await runsOf('2026-04-03')).toBe(0);
  });

  it('lets one of many at once through', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => send('2026-04-04', 'race')));
    const fresh = answers.filter(({ status, headers }) => status === 201 && !headers.has('idempotency-replayed'));
    expect(fresh).toHaveLength(1);
    for (const { status } of answers) expect([201, 409]).toContain(status);
    expect(await runsOf('2026-04-04')).toBe(1);
  });

  it('is free again after a refusal, which has changed nothing', async () => {
    await send('2026-04-05', 'first');
    expect((await send('2026-04-05', 'second')).status).toBe(409);
    await query(`update run set state = 'failed' where day = '2026-04-05'`);
    expect((await send('2026-04-05', 'second')).status).toBe(201);
  });

  it('never keeps a token that is shown once', async () => {
    const make = () =>
      ask('POST', '/api/v1/tokens', {
        body: { name: 'once', scopes: ['plant.read'] },
        headers: { 'idempotency-key': 'token' },
      });
    const { token } = await (await make()).json();
    expect(JSON.stringify(await query('select * from idempotency_key'))).not.toContain(token);
    const again = await make();
    expect(again.status).toBe(409);
    expect((await again.json()).detail).toContain('shown only once');
    expect(await query(`select 1 from api_token where name = 'once'`)).toHaveLength(1);
  });

  it('is forgotten after a day', async () => {
    await send('2026-04-06', 'old');
    await query(`update idempotency_key set "createdAt" = now() - interval '25 hours' where key = 'old'`);
    expect((await send('2026-04-07', 'old')).status).toBe(201);
    await query(`update idempotency_key set "createdAt" = now() - interval '25 hours' where key = 'old'`);
    expect(await deleteOldKeys(database(), Date.now())).toBe(1);
  });

  it('that is none is refused', async () => {
    expect((await send('2026-04-08', 'x'.repeat(201))).status).toBe(400);
  });
});

describe('a list', () => {
  it('comes in pages that together are the whole, each thing once', async () => {
    const seen: string[] = [];
    let cursor = '';
    do {
      const response = await ask('GET', `/api/v1/arrays?limit=2${cursor}`);
      const page = await response.json();
      seen.push(...page.arrays.map(({ deviceId }: { deviceId: string }) => deviceId));
      cursor = page.nextCursor === null ? '' : `&cursor=${page.nextCursor}`;
    } while (cursor !== '');
    expect(seen).toEqual([1, 2, 3, 4, 5].map((n) => `DEMO00000${n}`));
  });
});

async function countRows() {
  const [counts] = await query(
    'select (select count(*) from run) runs, (select count(*) from api_token) tokens, (select count(*) from audit_entry) told, (select count(*) from idempotency_key) keys',
  );
  return counts;
}

async function query(sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: plant.url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
