import { request as httpRequest } from 'node:http';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { auditListSchema } from '#domain/audit.ts';
import { readinessSchema } from '#domain/readiness.ts';
import { buildConsole } from '#jobs/dev/start/build-console.ts';
import { startConsole } from '#jobs/dev/start/console.ts';
import type { Service } from '#jobs/dev/start/service.ts';
import { freePort } from '#jobs/process/ports.ts';
import { systemPrincipal } from '#server/auth/principal.ts';
import { adoptSetting } from '#server/env.ts';
import { installQueue } from '#server/gateways/queue/job-queue.ts';
import { openSystem } from '#server/services/context.ts';
import { registerDemoPlant } from '#server/services/plants/register-demo-plant.ts';
import { createToken } from '#server/services/tokens/create-token.ts';
import { installationOf } from '#tests/context.ts';
import { givenFreshPlant } from '#tests/integration/setup/fresh-plant.ts';
import { signedIn } from '#tests/integration/setup/signed-in.ts';

// Two consoles as `npm start` serves them, on one database, and one behind a proxy that ends TLS.
const plant = givenFreshPlant();
const consoles: { origin: string; service: Service }[] = [];
const PROXIED = 2;
let metricsPort = 0;
let cookie = '';
let token = '';
/** As an administrator who has signed in, whom no role keeps from what is tried. */
const at = (
  address: string,
  { headers, ...init }: { headers?: Record<string, string> } & RequestInit = {},
  instance = 0,
) => fetch(`${consoles[instance]?.origin}${address}`, { redirect: 'manual', headers: { cookie, ...headers }, ...init });

beforeAll(async () => {
  await registerDemoPlant(openSystem(), { arrays: 2 });
  await installQueue(plant.url);
  await buildConsole();
  ({ cookie } = await signedIn('admin'));
  const program = { name: 'program', kind: 'service', role: 'viewer', scopes: ['runs.read'] } as const;
  ({ token } = await createToken(installationOf(systemPrincipal('test')), { ...program, scopes: [...program.scopes] }));
  metricsPort = await freePort();
  adoptSetting('LOG_LEVEL', 'info');
  adoptSetting('RATE_CHANGES_PER_MINUTE', '40');
  for (const name of ['a', 'b', 'proxied']) {
    adoptSetting('TRUSTED_PROXIES', name === 'proxied' ? '1' : '0');
    adoptSetting('METRICS_PORT', name === 'a' ? String(metricsPort) : '');
    const port = await freePort();
    const service = await startConsole(port, path.join(plant.folder, name), new AbortController().signal);
    consoles.push({ origin: `http://127.0.0.1:${port}`, service });
  }
});
afterAll(async () => {
  for (const { service } of consoles) await service.stop();
});

const FAILURES: [address: string, init?: Parameters<typeof at>[1]][] = [
  ['/api/v1/plant-days/2026-02-30'],
  ['/api/v1/plant-days/2026-01-01/gold'],
  ["/api/v1/plant-days/2026-01-01'%20or%201=1--"],
  ['/api/v1/arrays/NOBODY/days/2026-01-01/series'],
  ['/api/v1/arrays/..%2f..%2fetc%2fpasswd/days/2026-01-01'],
  ['/api/v1/runs/not-a-uuid'],
  ['/api/v1/runs/00000000-0000-7000-8000-000000000000'],
  ['/api/v1/runs?limit=1e9'],
  ['/api/v1/runs?cursor=%00'],
  ['/api/v1/runs?day=%00'],
  ['/api/v1/arrays/%00/days/2026-01-01'],
  [
    '/api/v1/runs',
    { method: 'POST', body: '{"day":"2026-01-01","note":"\\u0000"}', headers: { 'content-type': 'application/json' } },
  ],
  ['/api/v1/audit?actor=%00'],
  ['/api/v1/audit?cursor=99999999999999999999'],
  ['/api/v1/audit/export?format=xml'],
  ['/api/v1/nothing'],
  ['/api/v1/runs', { method: 'DELETE' }],
  ['/api/v1/runs', { method: 'POST', body: 'day=2026-01-01' }],
  ['/api/v1/runs', { method: 'POST', body: '{', headers: { 'content-type': 'application/json' } }],
  ['/api/v1/runs', { method: 'POST', body: '[]', headers: { 'content-type': 'application/json' } }],
  [
    '/api/v1/runs',
    { method: 'POST', body: '{"day":"x\\u0000","__proto__":{"a":1}}', headers: { 'content-type': 'application/json' } },
  ],
  ['/api/v1/runs', { method: 'POST', body: 'x'.repeat(3e6), headers: { 'content-type': 'application/json' } }],
  [
    '/api/v1/runs',
    { method: 'POST', body: '{}', headers: { 'content-type': 'application/json', origin: 'https://evil.example' } },
  ],
  ['/api/v1/model', { headers: { authorization: 'Bearer guessed' } }],
];

describe('every response', () => {
  it.each([
    ['/', 200],
    ['/audit', 200],
    ['/no-such-page', 404],
    ['/api/health/live', 200],
    ['/api/v1/runs', 200],
    ['/api/v1/audit/export', 200],
    ['/api/v1/nothing', 404],
    ['/api/v1/runs/not-a-uuid', 400],
    ['/icon.svg', 200],
    ['/_next/static/no-such-file.js', 404],
    ['/_next/image?url=%2Ficon.svg&w=64&q=75', 404],
    ['/_next/image?url=http%3A%2F%2F127.0.0.1%2F&w=64&q=75', 404],
    ['/_next/image', 404],
    ['/%E0%A4%A', 404],
    ['/runs/', 308],
  ])('has the headers of safety: %s', async (address, status) => {
    const { headers, status: answered } = await at(address, { headers: { 'x-forwarded-proto': 'https' } }, PROXIED);
    expect(answered).toBe(status);
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('content-security-policy')).not.toMatch(/script-src[^;]*unsafe/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('permissions-policy')).toContain('camera=()');
    expect(headers.get('strict-transport-security')).toMatch(/^max-age=\d{8}/);
    expect(headers.get('x-request-id')).toMatch(/^[\w.-]{8,64}$/);
    expect(headers.get('x-powered-by')).toBeNull();
  });

  it('of a page lets its own scripts run by a nonce that no other response has', async () => {
    const nonces = new Set<string>();
    for (let visit = 0; visit < 2; visit++) {
      const page = await at('/', { headers: { 'x-nonce': 'chosen-by-the-client' } });
      const nonce = /'nonce-([^']+)'/.exec(page.headers.get('content-security-policy') ?? '')?.[1] ?? '';
      const scripts = (await page.text()).match(/<script[^>]*>/g) ?? [];
      expect(scripts.length).toBeGreaterThan(1);
      expect(scripts.filter((script) => !script.includes(`nonce="${nonce}"`))).toEqual([]);
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(2);
    expect(nonces).not.toContain('chosen-by-the-client');
  });

  it('names its request, by the id that the client gave when that is a plain token', async () => {
    const given = await at('/api/health/live', { headers: { 'x-request-id': 'trace-42' } });
    expect(given.headers.get('x-request-id')).toBe('trace-42');
    const broken = await at('/api/health/live', { headers: { 'x-request-id': '{"level":60}' } });
    expect(broken.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });
});

it('no refusal tells of what is inside: no stack, SQL, path, host or secret', async () => {
  const { password, host } = new URL(plant.url);
  const inside = [password, host, plant.folder, 'postgres', 'prisma', 'pgboss', 'node_modules', '/server/', '    at '];
  for (const [address, init] of FAILURES) {
    const response = await at(address, init);
    expect(response.status, address).toBeGreaterThanOrEqual(400);
    expect(response.status, address).toBeLessThan(500);
    const body = (await response.text()).toLowerCase();
    for (const word of inside) expect(body, `${address} tells "${word}"`).not.toContain(word.toLowerCase());
    expect(body, address).not.toMatch(/\b(select|insert|update) .*\b(from|into|set)\b/);
  }
});

it('what is refused has changed nothing', async () => {
  expect(await (await at('/api/v1/runs')).json()).toMatchObject({ runs: [] });
  const { entries } = auditListSchema.parse(await (await at('/api/v1/audit')).json());
  // The plant, the administrator's own sign-in and the program's token, and nothing since.
  const made = ['tokens.manage: create', 'session.own: sign in', 'plant.register: register'];
  expect(entries.map(({ action }) => action)).toEqual(made);
});

describe('budgets of requests hold over both consoles', () => {
  it('guessing tokens ends in 429 at each of them, whatever address the client claims', async () => {
    const statuses: number[] = [];
    for (let guess = 0; guess < 30; guess++) {
      const headers = { authorization: `Bearer guess-${guess}`, 'x-forwarded-for': `198.51.100.${guess}` };
      const response = await at('/api/v1/runs', { headers }, guess % 2);
      statuses.push(response.status);
      if (response.status !== 429) continue;
      expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(response.headers.get('ratelimit')).toMatch(/^"bad-tokens";r=0;t=\d+$/);
      expect(await response.json()).toMatchObject({ code: 'rate_limited' });
    }
    // One was spent by a test before.
    expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(10);
    expect(statuses.slice(10)).toEqual(Array.from({ length: 20 }, () => 429));
    // Who has a good one at the same address is not shut out with them, at either.
    const good = { headers: { authorization: `Bearer ${token}` } };
    for (const instance of [0, 1]) expect((await at('/api/v1/runs', good, instance)).status).toBe(200);
    expect((await at('/api/v1/runs', { headers: { authorization: 'Bearer guess' } })).status).toBe(429);
    expect((await at('/api/v1/runs')).status).toBe(200);
  });

  it('changes of one person are counted at both, and reading goes on', async () => {
    const change = { method: 'POST', body: '{"day":"not a day"}', headers: { 'content-type': 'application/json' } };
    const statuses: number[] = [];
    for (let number = 0; number < 60; number++) statuses.push((await at('/api/v1/runs', change, number % 2)).status);
    expect(new Set(statuses.slice(0, 20))).toEqual(new Set([400]));
    expect(new Set(statuses.slice(40))).toEqual(new Set([429]));
    const read = await at('/api/v1/runs');
    expect(read.status).toBe(200);
    expect(read.headers.get('ratelimit-policy')).toBe('"reads";q=600;w=60');
  });
});

it('figures are served to this machine alone, with patterns for routes', async () => {
  const text = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
  expect(text).toMatch(/heliograph_http_requests_total\{method="GET",route="\/api\/v1\/runs",status="200"\} \d+/);
  expect(text).toContain('route="/api/v1/runs/:runId"');
  expect(text).toContain('heliograph_queue_age_seconds{plant="demo"} 0');
  expect(text).not.toMatch(/not-a-uuid|no-such-page|NOBODY/);
  expect((await fetch(`http://127.0.0.1:${metricsPort}/`)).status).toBe(404);
});

it('readiness names each part, and 503 the one that is down', async () => {
  const ready = await at('/api/health/ready');
  expect(ready.status).toBe(200);
  expect(readinessSchema.parse(await ready.json())).toMatchObject({ status: 'ready', lastRun: null });

  const client = new pg.Client({ connectionString: plant.url });
  await client.connect();
  await client.query('alter schema pgboss rename to away');
  let down = await at('/api/health/ready');
  await vi.waitFor(async () => {
    down = await at('/api/health/ready');
    expect(down.status).toBe(503);
  }, 10_000);
  await client.query('alter schema away rename to pgboss');
  await client.end();
  const body = await down.text();
  expect(readinessSchema.parse(JSON.parse(body)).parts).toMatchObject({
    database: { state: 'up' },
    objectStore: { state: 'up' },
    queue: { state: 'down' },
  });
  expect(body).not.toMatch(/127\.0\.0\.1|localhost|pgboss|relation/);
});

it("a request within a request, Next's own mark, opens no door", async () => {
  const { port } = new URL(consoles[0]?.origin ?? '');
  const policy = await new Promise((resolve, reject) => {
    const headers = { cookie, 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' };
    httpRequest({ host: '127.0.0.1', port, path: '/', headers }, (answer) => {
      answer.resume();
      resolve(answer.headers['content-security-policy']);
    })
      .on('error', reject)
      .end();
  });
  expect(policy).toContain("'nonce-");
});
