import { readdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ACTIONS, type Action, MIN_ROLE } from '#domain/actions.ts';
import { METHODS, type Operation } from '#domain/api/operation.ts';
import { OPERATIONS } from '#domain/api/registry.ts';
import { isAtLeast, ROLES, type Role } from '#domain/roles.ts';
import { buildConsole } from '#jobs/dev/start/build-console.ts';
import { startConsole } from '#jobs/dev/start/console.ts';
import type { Service } from '#jobs/dev/start/service.ts';
import { freePort } from '#jobs/process/ports.ts';
import { adoptSetting } from '#server/env.ts';
import { installQueue } from '#server/gateways/queue/job-queue.ts';
import { BODY_LIMIT_BYTES } from '#server/http/read-request.ts';
import { openSystem } from '#server/services/context.ts';
import { registerDemoPlant } from '#server/services/plants/register-demo-plant.ts';
import { givenFreshPlant } from '#tests/integration/setup/fresh-plant.ts';
import { sendLongBody } from '#tests/integration/setup/long-bodies.ts';
import { type Caller, makeCallers } from '#tests/integration/setup/matrix-callers.ts';
import { lockOfPage } from '#tests/page-lock.ts';

// Every door of the console, with every method, tried by everybody: on the production build, as it is served.
const plant = givenFreshPlant();
const AT_ONCE = 8;
let origin = '';
let console: Service;
let callers: Caller[] = [];
let metricsPort = 0;

/** Doors that stand open: what each answers to whoever asks. */
const OPEN: [file: string, method: string, address: string, statuses: number[]][] = [
  ['api/health/live', 'GET', '/api/health/live', [200]],
  ['api/health/ready', 'GET', '/api/health/ready', [200]],
  ...METHODS.map((method): (typeof OPEN)[number] => ['api/[...path]', method, '/api/nowhere', [404]]),
  ...METHODS.map((method): (typeof OPEN)[number] => ['api/v1/[...path]', method, '/api/v1/nowhere', [404]]),
  ['api/auth/[...nextauth]', 'GET', '/api/auth/csrf', [200]],
  ['api/auth/[...nextauth]', 'GET', '/api/auth/session', [404]],
  ['api/auth/[...nextauth]', 'POST', '/api/auth/signout', [404]],
  ['api/auth/[...nextauth]', 'POST', '/api/auth/callback/plant', [404]],
];
const OPEN_PAGES = new Set(['/sign-in', '/refused']);

beforeAll(async () => {
  await registerDemoPlant(openSystem(), { arrays: 2 });
  await installQueue(plant.url);
  await buildConsole();
  for (const kind of ['READS', 'CHANGES', 'SIGN_INS', 'BAD_TOKENS']) adoptSetting(`RATE_${kind}_PER_MINUTE`, '100000');
  for (const [name, value] of Object.entries(PROVIDER)) adoptSetting(name, value);
  callers = await makeCallers();
  metricsPort = await freePort();
  adoptSetting('METRICS_PORT', String(metricsPort));
  const port = await freePort();
  console = await startConsole(port, path.join(plant.folder, 'console'), new AbortController().signal);
  origin = `http://127.0.0.1:${port}`;
});
afterAll(() => console?.stop());

// Nobody signs in here: the settings only have to be there.
const PROVIDER = { OIDC_ISSUER: 'https://login.test', OIDC_CLIENT_ID: 'console', OIDC_CLIENT_SECRET: 'secret' };

interface Try {
  name: string;
  method: string;
  address: string;
  headers: Record<string, string>;
  expected: (status: number, headers: Headers) => boolean;
}

it('every route of the API is in the table, and answers everybody as the table says, with nothing changed', async () => {
  // What is declared is all behind one of the folders; that each has its handler a unit test sees to.
  expect(new Set(routeFolders('route.ts'))).toEqual(new Set(OPEN.map(([folder]) => folder)));
  const paths = new Set(OPERATIONS.map((operation) => operation.path));
  const before = await countRows();
  const tries = [...OPERATIONS.flatMap(triesOf), ...undeclaredMethods(), ...openDoors()];
  expect(await wrongAnswers(tries)).toEqual([]);
  expect(await countRows()).toEqual(before);
  process.stdout.write(`matrix: ${tries.length} answers of ${paths.size} paths to ${callers.length} callers\n`);
});

it('every page sends who is not signed in to sign in, refuses a role that is too low, and opens for the others', async () => {
  const tries = (await Promise.all(routeFolders('page.tsx').map((folder) => pageTries(`/${folder}`)))).flat();
  expect(await wrongAnswers(tries)).toEqual([]);
  process.stdout.write(`matrix: ${tries.length} answers of pages\n`);
});

/** An operation tried by everybody. A change is asked for with a parameter that none has: refused, but behind the lock. */
function triesOf(operation: Operation): Try[] {
  const { action, method, id } = operation;
  const query = method === 'GET' ? '' : '?matrix=1';
  const address = `${addressOf(operation)}${query}`;
  const refusals = [400, 404, 409];
  return callers.flatMap((caller) => {
    const status = refusalOf(caller, action);
    const expected = (answered: number) => {
      if (status !== null) return answered === status;
      return method === 'GET' ? ![401, 403, 405, 500].includes(answered) : refusals.includes(answered);
    };
    const methods = method === 'GET' ? ['GET', 'HEAD'] : [method];
    const headers = { ...caller.headers(action), ...(operation.body ? JSON_BODY : {}) };
    return methods.map((tried) => ({ name: `${id}: ${caller.name}`, method: tried, address, headers, expected }));
  });
}

const JSON_BODY = { 'content-type': 'application/json' };

/** The methods that a path does not have are refused to everybody alike. */
function undeclaredMethods(): Try[] {
  const paths = Map.groupBy(OPERATIONS, (operation) => operation.path);
  return [...paths.values()].flatMap((operations) => {
    const [first] = operations;
    const missing = METHODS.filter((method) => !operations.some((operation) => operation.method === method));
    if (!first) return [];
    return missing.flatMap((method) =>
      callers.map((caller) => ({
        name: `${method} ${first.path}: ${caller.name}`,
        method,
        address: addressOf(first),
        headers: caller.headers(first.action),
        expected: (status: number) => status === 405,
      })),
    );
  });
}

function openDoors(): Try[] {
  return OPEN.flatMap(([, method, address, statuses]) =>
    callers.map((caller) => ({
      name: `${method} ${address}: ${caller.name}`,
      method,
      address,
      headers: caller.headers('plant.read'),
      expected: (status: number) => statuses.includes(status),
    })),
  );
}

async function pageTries(folder: string): Promise<Try[]> {
  const file = path.join('app', folder, 'page.tsx');
  const action = await lockOfPage(file);
  const address = (folder === '/' ? '/' : folder)
    .replace('[deviceId]', 'DEMO000001')
    .replaceAll(/\[\w+\]/g, '019abc00-0000-7000-8000-000000000000');
  return callers.map((caller) => {
    const headers = caller.headers('plant.read');
    const expected = (status: number, answered: Headers) => {
      if (OPEN_PAGES.has(folder)) return status === 200 || status === 307;
      if (!action) return false;
      if (caller.role === null || !('cookie' in headers)) {
        return status === 307 && new URL(answered.get('location') ?? '', origin).pathname === '/sign-in';
      }
      if (!isAtLeast(caller.role, MIN_ROLE[action])) return status === 403;
      return status === 200 || status === 404;
    };
    return { name: `page ${folder}: ${caller.name}`, method: 'GET', address, headers, expected };
  });
}

/** The status that keeps a caller out; null for one who may. */
function refusalOf({ role, hasScope }: Caller, action: Action): 401 | 403 | null {
  if (role === null) return 401;
  return isAtLeast(role, MIN_ROLE[action]) && hasScope ? null : 403;
}

/** The operation's path with the examples of its parameters. */
function addressOf({ path: pattern, params }: Operation): string {
  return pattern.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const example = params.shape[name]?.meta()?.example;
    return typeof example === 'string' ? example : '2026-01-01';
  });
}

/** Doors of every kind, and places where there is none, all before anybody is asked who they are. */
function addressesOfAll(): string[] {
  const pages = routeFolders('page.tsx').map((folder) => `/${folder}`.replaceAll(/\[\w+\]/g, 'x'));
  const auth = ['signin', 'signin/plant', 'signout', 'callback/plant', 'csrf', 'session', '_log', 'error', 'x'];
  const files = ['/_next/static/x.js', '/_next/image', '/_next/data/x', '/icon.svg', '/nowhere', '/%E0%A4%A', '//x'];
  return [
    ...new Set(OPERATIONS.map(addressOf)),
    ...OPEN.map(([, , address]) => address),
    ...auth.map((door) => `/api/auth/${door}`),
    ...pages,
    ...files,
  ];
}

it('no door takes a long body from anybody, by its length or without', async () => {
  const methods = [...METHODS, 'OPTIONS', 'HEAD'];
  const tries = addressesOfAll().flatMap((address) =>
    methods.flatMap((method) =>
      (['declared', 'chunked'] as const).map((way) => ({ method, address, way, bytes: 2 * BODY_LIMIT_BYTES })),
    ),
  );
  const wrong: string[] = [];
  await inTurns(tries, async (attack) => {
    const status = await sendLongBody(origin, attack);
    if (status !== 413) wrong.push(`${attack.way} ${attack.method} ${attack.address} answered ${status}`);
  });
  expect(wrong).toEqual([]);
  process.stdout.write(`matrix: ${tries.length} long bodies refused\n`);
}, 600_000);

it('what is sent all the same is thrown away: memory does not grow by it', async () => {
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const action = { 'content-type': 'multipart/form-data; boundary=x', 'next-action': '0'.repeat(42) };
  const doors = ['/api/auth/signin/plant', '/api/auth/x', '/sign-in', '/', '/api/v1/runs', '/nowhere'];
  const attacks = doors.flatMap((address) =>
    [form, action].flatMap((headers) =>
      (['declared', 'endless'] as const).map((way) => ({ method: 'POST', address, way, headers, bytes: 64 * 2 ** 20 })),
    ),
  );
  const before = await residentBytes();
  let most = before;
  await inTurns(attacks, async (attack) => {
    // Either the answer, or a connection that is ended with so much on its way.
    expect([413, null]).toContain(await sendLongBody(origin, attack));
    most = Math.max(most, await residentBytes());
  });
  expect((most - before) / 2 ** 20).toBeLessThan(128);
  expect((await fetch(`${origin}/api/health/live`)).status).toBe(200);
  const mebibytes = [before, most].map((bytes) => Math.round(bytes / 2 ** 20));
  process.stdout.write(
    `matrix: resident memory ${mebibytes.join(' -> ')} MiB under ${attacks.length} bodies of 64 MiB\n`,
  );
}, 600_000);

async function residentBytes(): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
  return Number(/^process_resident_memory_bytes (\S+)$/m.exec(text)?.[1]);
}

async function wrongAnswers(tries: Try[]): Promise<string[]> {
  const wrong: string[] = [];
  await inTurns(tries, async ({ method, address, headers, expected, name }) => {
    const body = 'content-type' in headers ? '{"matrix":true}' : null;
    const answer = await fetch(`${origin}${address}`, { method, headers, body, redirect: 'manual' });
    await answer.arrayBuffer();
    if (!expected(answer.status, answer.headers)) wrong.push(`${name}: ${method} ${address} answered ${answer.status}`);
  });
  return wrong.sort();
}

/** Some at a time, until all are done. */
async function inTurns<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const take = async () => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) await work(next);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, take));
}

/** Folders of app that have a file of this name. */
function routeFolders(name: string): string[] {
  return readdirSync('app', { recursive: true, encoding: 'utf8' })
    .filter((file) => path.basename(file) === name)
    .map((file) => path.dirname(file).replaceAll(path.sep, '/').replace(/^\.$/, ''));
}

/** Rows of every table that a change would leave something in. */
async function countRows(): Promise<unknown> {
  const client = new pg.Client({ connectionString: plant.url });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `select table_name as name from information_schema.tables
       where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not like '%budget%' order by 1`,
    );
    const counts: Record<string, unknown> = {};
    for (const { name } of rows) counts[name] = (await client.query(`select count(*)::int n from "${name}"`)).rows[0].n;
    counts.ended = (await client.query('select count(*)::int n from session where "endedAt" is not null')).rows[0].n;
    return counts;
  } finally {
    await client.end();
  }
}

it('asks for every action of the table somewhere', () => {
  expect(ROLES satisfies readonly Role[]).toHaveLength(3);
  const asked = new Set<string>(OPERATIONS.map(({ action }) => action));
  expect(ACTIONS.filter((action) => !asked.has(action))).toEqual(UNASKED);
});

/** Actions of commands alone, or that a handler asks for beyond its own. */
const UNASKED = ['housekeeping.run', 'settings.write', 'tokens.manage'];
