import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Operation } from '#domain/api/operation.ts';
import { OPERATIONS } from '#domain/api/registry.ts';
import { adoptSetting } from '#server/env.ts';
import { BODY_LIMIT_BYTES } from '#server/http/read-request.ts';
import { openSystem } from '#server/services/context.ts';
import { registerDemoPlant } from '#server/services/plants/register-demo-plant.ts';
import { askApi } from '../setup/api-client.ts';
import { givenFreshPlant } from '../setup/fresh-plant.ts';
import { signedIn } from '../setup/signed-in.ts';

// Every operation under attack, by an administrator's session that somebody else rides on: no role keeps these out.
const plant = givenFreshPlant();
const reads = OPERATIONS.filter(({ method }) => method === 'GET').map(
  (operation) => [operation.id, operation] as const,
);
const changes = OPERATIONS.filter(({ method }) => method !== 'GET').map(
  (operation) => [operation.id, operation] as const,
);
let cookie = '';
let client: pg.Client;
let before: unknown;

beforeAll(async () => {
  for (const kind of ['READS', 'CHANGES', 'BAD_TOKENS']) adoptSetting(`RATE_${kind}_PER_MINUTE`, '100000');
  await registerDemoPlant(openSystem(), { arrays: 2 });
  ({ cookie } = await signedIn('admin'));
  client = new pg.Client({ connectionString: plant.url });
  await client.connect();
});
afterAll(() => client.end());
beforeEach(async () => {
  before = await everythingKept();
});

/** What a change would leave something in. */
async function everythingKept(): Promise<unknown> {
  const tables = ['run', 'fault', 'note', 'api_token', 'audit_entry', 'idempotency_key', 'export_receipt'];
  const { rows } = await client.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  const there = rows.map(({ name }) => name).filter((name) => tables.includes(name));
  const counts = there.map((name) => `(select count(*) from "${name}") "${name}"`);
  const people = `(select json_agg(json_build_array(role, "disabledAt") order by id) from user_account) people`;
  const sessions = `(select count(*) from session where "endedAt" is null) sessions`;
  return (await client.query(`select ${[...counts, people, sessions].join(', ')}`)).rows[0];
}

/** The operation's address, with one text in place of each parameter or with its examples. */
function addressOf({ path, params }: Operation, inserted?: string): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const example = params.shape[name]?.meta()?.example;
    return inserted ?? (typeof example === 'string' ? example : '2026-01-01');
  });
}

const send = (operation: Operation, headers: Record<string, string>, body?: string) =>
  askApi(operation.method, addressOf(operation), { headers: { cookie, ...headers }, body });

describe('a change', () => {
  it.each(changes)('%s is not made for a page of another site, nor for a form', async (_, operation) => {
    const json = { 'content-type': 'application/json' };
    const foreign: [Record<string, string>, number][] = [
      [{ ...json, origin: 'https://evil.example' }, 403],
      [{ ...json, origin: 'null' }, 403],
      [{ ...json, 'sec-fetch-site': 'cross-site' }, 403],
      [{ 'content-type': 'text/plain' }, 415],
      [{ 'content-type': 'application/x-www-form-urlencoded' }, 415],
      [{ 'content-type': 'multipart/form-data; boundary=x' }, 415],
    ];
    for (const [headers, status] of foreign) {
      expect((await send(operation, headers, '{}')).status, JSON.stringify(headers)).toBe(status);
    }
    expect(await everythingKept()).toEqual(before);
  });

  it.each(changes.filter(([, { body }]) => body !== undefined))(
    '%s takes no field of its own making, no prototype and no more than its limit',
    async (_, operation) => {
      const bodies: [string, number][] = [
        ['{"role":"admin","state":"succeeded","id":"1"}', 400],
        ['{"__proto__":{"role":"admin"}}', 400],
        ['{"constructor":{"prototype":{"role":"admin"}}}', 400],
        ['[]', 400],
        ['null', 400],
        ['{"note":"\\u0000"}', 400],
        [`{"note":"${'x'.repeat(operation.bodyLimitBytes ?? BODY_LIMIT_BYTES)}"}`, 413],
      ];
      for (const [body, status] of bodies) {
        expect((await send(operation, {}, body)).status, body.slice(0, 60)).toBe(status);
      }
      expect(({} as { role?: string }).role).toBeUndefined();
      expect(await everythingKept()).toEqual(before);
    },
  );
});

describe('an address', () => {
  const texts = [
    "1'%20or%20'1'='1",
    '1;drop%20table%20run;--',
    '..%2f..%2f..%2fetc%2fpasswd',
    '..%5c..%5cetc',
    '%2fetc%2fpasswd',
    'x%0d%0aset-cookie:%20a=b',
    '%00',
    '__proto__',
  ];

  it.each([...reads, ...changes].filter(([, { path }]) => path.includes('{')))(
    '%s is found by no text that is an attack',
    async (_, operation) => {
      for (const text of texts) {
        const response = await askApi(operation.method, addressOf(operation, text), { headers: { cookie } });
        expect([400, 404], text).toContain(response.status);
        expect(response.headers.get('set-cookie')).toBeNull();
        expect(await response.text(), text).not.toMatch(/prisma|postgres|node_modules|root:| at \//i);
      }
      expect(await everythingKept()).toEqual(before);
    },
  );

  it.each(reads)('%s takes no parameter that it does not have', async (_, operation) => {
    for (const query of [
      '__proto__=1',
      'constructor=1',
      'role=admin',
      'key=..%2f..%2fetc%2fpasswd',
      'limit=1&limit=2',
    ]) {
      const response = await askApi('GET', `${addressOf(operation)}?${query}`, { headers: { cookie } });
      expect(response.status, query).toBe(400);
    }
  });
});

it('a JSON web token is no token of ours, whatever it says of itself', async () => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = part({ sub: 'admin', role: 'admin', exp: 4_102_444_800 });
  for (const alg of ['none', 'None', 'HS256', 'RS256']) {
    const token = `${part({ alg, typ: 'JWT' })}.${claims}.${alg.toLowerCase() === 'none' ? '' : 'A'.repeat(43)}`;
    expect((await askApi('GET', '/api/v1/users', { token })).status, alg).toBe(401);
    // Nor does the cookie beside it help.
    expect((await askApi('GET', '/api/v1/users', { token, headers: { cookie } })).status, alg).toBe(401);
  }
});
