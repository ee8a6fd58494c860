import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '#jobs/process/ports.ts';
import { systemPrincipal } from '#server/auth/principal.ts';
import { adoptSetting } from '#server/env.ts';
import { openSystem } from '#server/services/context.ts';
import { registerDemoPlant } from '#server/services/plants/register-demo-plant.ts';
import { cancelRun } from '#server/services/runs/cancel-run.ts';
import { MAX_OF_ONE, watcherCount } from '#server/services/runs/watch-places.ts';
import { createToken } from '#server/services/tokens/create-token.ts';
import { revokeToken } from '#server/services/tokens/revoke-token.ts';
import { changeUser } from '#server/services/users/change-user.ts';
import { endUserSessions } from '#server/services/users/end-user-sessions.ts';
import { database } from '#server/stores/database.ts';
import { contextOf, installationOf } from '#tests/context.ts';
import { askApi } from '#tests/integration/setup/api-client.ts';
import { givenFreshPlant } from '#tests/integration/setup/fresh-plant.ts';
import { queuedRun } from '#tests/integration/setup/made-runs.ts';
import { signedIn } from '#tests/integration/setup/signed-in.ts';

// Streams of server-sent events outlive the request that was let in: they must not outlive what let it in.
givenFreshPlant();
const admin = systemPrincipal('test');
const LONG_AGO = new Date(Date.now() - 13 * 3_600_000);
let runId = '';

beforeAll(async () => {
  await registerDemoPlant(openSystem(), { arrays: 2 });
  // A provider that gives no answer keeps nobody signed in.
  adoptSetting('OIDC_ISSUER', `http://127.0.0.1:${await freePort()}`);
  adoptSetting('OIDC_CLIENT_ID', 'console');
  adoptSetting('OIDC_CLIENT_SECRET', 'secret');
  runId = await queuedRun('2026-03-01');
});

const opened: Response[] = [];
afterEach(async () => {
  for (const { body, bodyUsed } of opened.splice(0)) if (!bodyUsed) await body?.cancel();
});

async function open(headers: Record<string, string>): Promise<Response> {
  const response = await askApi('GET', `/api/v1/runs/${runId}/stream`, { headers });
  opened.push(response);
  return response;
}
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** A way in, and what takes it away. */
type Credential = () => Promise<{ headers: Record<string, string>; end: () => Promise<unknown> }>;

const WAYS: [string, Credential][] = [
  [
    'its session is signed out',
    async () => {
      const headers = { cookie: (await signedIn('viewer')).cookie };
      return {
        headers,
        end: async () => expect((await askApi('DELETE', '/api/v1/session', { headers })).status).toBe(200),
      };
    },
  ],
  [
    'an administrator signs its person out',
    async () => {
      const { cookie, userId } = await signedIn('viewer');
      return { headers: { cookie }, end: () => endUserSessions(installationOf(admin), { userId }) };
    },
  ],
  [
    'the account is disabled',
    async () => {
      const { cookie, userId } = await signedIn('operator');
      return { headers: { cookie }, end: () => changeUser(installationOf(admin), { userId, disabled: true }) };
    },
  ],
  [
    'its session is over after 12 h',
    async () => {
      const { cookie, sessionId } = await signedIn('viewer');
      const end = () => database().session.update({ where: { id: sessionId }, data: { createdAt: LONG_AGO } });
      return { headers: { cookie }, end };
    },
  ],
  [
    'its token is revoked',
    async () => {
      const { token, id } = await createToken(installationOf(admin), {
        name: 'x',
        kind: 'service',
        role: 'viewer',
        scopes: ['runs.read'],
      });
      return { headers: bearer(token), end: () => revokeToken(installationOf(admin), { tokenId: id }) };
    },
  ],
  [
    'its token has expired',
    async () => {
      const { token, id } = await createToken(installationOf(admin), {
        name: 'x',
        kind: 'service',
        role: 'viewer',
        scopes: ['runs.read'],
      });
      const end = () => database().apiToken.update({ where: { id }, data: { expiresAt: LONG_AGO } });
      return { headers: bearer(token), end };
    },
  ],
  [
    'the owner of its token is disabled',
    async () => {
      const { cookie, userId } = await signedIn('viewer');
      const body = { name: 'x', scopes: ['runs.read'] };
      const { token } = await (await askApi('POST', '/api/v1/tokens', { headers: { cookie }, body })).json();
      return { headers: bearer(token), end: () => changeUser(installationOf(admin), { userId, disabled: true }) };
    },
  ],
];

describe('a stream', () => {
  it.each(WAYS)('ends when %s, without the word that the run has ended; that of another goes on', async (_, given) => {
    const { headers, end } = await given();
    const other = await open({ cookie: (await signedIn('viewer')).cookie });
    const stream = await open(headers);
    expect(stream.status).toBe(200);
    await end();
    const text = await stream.text();
    expect(text).toContain('retry:');
    expect(text).not.toContain('event: end');
    expect((await open(headers)).status).toBe(401);
    expect(watcherCount()).toBe(1);
    await other.body?.cancel();
    expect(watcherCount()).toBe(0);
  });

  it('is told that its run has ended when it has', async () => {
    const stream = await open({ cookie: (await signedIn('viewer')).cookie });
    await cancelRun(await contextOf(admin), { runId });
    expect(await stream.text()).toContain('event: end');
    runId = await queuedRun('2026-03-01');
    expect(watcherCount()).toBe(0);
  });

  it('has a place only while it is read: as many as come at once get no more than a person may have', async () => {
    const { cookie } = await signedIn('viewer');
    const body = { name: 'x', scopes: ['runs.read'] };
    const { token } = await (await askApi('POST', '/api/v1/tokens', { headers: { cookie }, body })).json();
    const ways = [{ cookie }, bearer(token)];
    const streams = await Promise.all(Array.from({ length: 4 * MAX_OF_ONE }, (__, n) => open(ways[n % 2] ?? {})));
    const got = streams.filter(({ status }) => status === 200);
    const refused = streams.filter(({ status }) => status === 429);
    expect([got.length, refused.length]).toEqual([MAX_OF_ONE, 3 * MAX_OF_ONE]);
    for (const { headers } of refused) expect(headers.get('retry-after')).toBe('30');
    for (const { body: read } of got) await read?.cancel();
    expect(watcherCount()).toBe(0);
    expect((await open({ cookie })).status).toBe(200);
  });
});

describe('signing out', () => {
  it('twice, and many times at once, ends the session once and lets nobody in again', async () => {
    const { cookie, userId, sessionId } = await signedIn('viewer');
    const send = () => askApi('DELETE', '/api/v1/session', { headers: { cookie } });
    const statuses = (await Promise.all(Array.from({ length: 20 }, send))).map(({ status }) => status);
    expect(statuses).toContain(200);
    for (const status of statuses) expect([200, 401]).toContain(status);
    expect((await send()).status).toBe(401);
    const told = await database().auditEntry.count({ where: { targetId: userId, action: 'session.own: sign out' } });
    expect(told).toBe(1);
    const row = await database().session.findUniqueOrThrow({ where: { id: sessionId } });
    expect(row).toMatchObject({ idToken: null, endedAt: expect.any(Date) });
  });
});
