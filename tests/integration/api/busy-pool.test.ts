import pg from 'pg';
import { afterEach, beforeAll, beforeEach, expect, inject, it, vi } from 'vitest';
import { freePort } from '#jobs/process/ports.ts';
import { systemPrincipal } from '#server/auth/principal.ts';
import { adoptSetting } from '#server/env.ts';
import { problemResponse } from '#server/http/problem.ts';
import { openSystem } from '#server/services/context.ts';
import { endOwnSession } from '#server/services/sessions/end-own-session.ts';
import { startSession } from '#server/services/sessions/start-session.ts';
import { createToken } from '#server/services/tokens/create-token.ts';
import { revokeToken } from '#server/services/tokens/revoke-token.ts';
import { changeUser } from '#server/services/users/change-user.ts';
import { endUserSessions } from '#server/services/users/end-user-sessions.ts';
import { database } from '#server/stores/database.ts';
import { installationOf } from '#tests/context.ts';
import { askApi } from '#tests/integration/setup/api-client.ts';
import { givenFreshPlant } from '#tests/integration/setup/fresh-plant.ts';
import { signedIn } from '#tests/integration/setup/signed-in.ts';

// Every connection of the pool waits for a lock that one more client holds: nobody gets one until it lets go.
const plant = givenFreshPlant();
const admin = systemPrincipal('test');
const POOL = 10;
let holder: pg.Client;
let held: Promise<unknown>[] = [];

beforeAll(async () => {
  adoptSetting('OIDC_ISSUER', `http://127.0.0.1:${await freePort()}`);
  adoptSetting('OIDC_CLIENT_ID', 'console');
  adoptSetting('OIDC_CLIENT_SECRET', 'secret');
});
beforeEach(async () => {
  // On the server itself: a pooler holds no lock for a session.
  const url = new URL(new URL(plant.url).pathname, inject('postgresServerUrl'));
  holder = new pg.Client({ connectionString: url.href });
  await holder.connect();
  await holder.query('select pg_advisory_lock(7)');
});
afterEach(async () => {
  await letGo();
  await holder.end();
});

async function holdPool(): Promise<void> {
  const wait = () => database().$transaction((db) => db.$executeRaw`select pg_advisory_xact_lock(7)`, PATIENT);
  held = Array.from({ length: POOL }, wait);
  await waitedFor(0);
}
const PATIENT = { timeout: 60_000, maxWait: 60_000 };

/** Waits until all of the pool's connections have waited for so many seconds. */
const waitedFor = (seconds: number) =>
  vi.waitFor(async () => {
    const { rows } = await holder.query(
      `select count(*)::int n from pg_stat_activity where datname = current_database() and wait_event = 'advisory'
       and now() - query_start >= make_interval(secs => $1)`,
      [seconds],
    );
    expect(rows[0].n).toBe(POOL);
  }, 30_000);

async function letGo(): Promise<void> {
  await holder.query('select pg_advisory_unlock_all()');
  await Promise.all(held);
  held = [];
}

/** What signs in, signs out and changes tokens and people; each may be done once it has failed. */
async function changes(): Promise<(() => Promise<unknown>)[]> {
  const [leaving, disabled, ended] = [await signedIn('viewer'), await signedIn('viewer'), await signedIn('viewer')];
  const token = { name: 'x', kind: 'service', role: 'viewer', scopes: ['plant.read'] } as const;
  const newToken = () => createToken(installationOf(admin), { ...token, scopes: [...token.scopes] });
  const { id: tokenId } = await newToken();
  const person = {
    issuer: 'https://login.test',
    subject: leaving.subject,
    name: 'Ada',
    email: null,
    role: 'viewer',
  } as const;
  return [
    () => startSession(openSystem(), { ...person, idToken: null, address: null }),
    () => endOwnSession(installationOf({ ...admin, id: leaving.userId }), leaving.sessionId),
    newToken,
    () => revokeToken(installationOf(admin), { tokenId }),
    () => changeUser(installationOf(admin), { userId: disabled.userId, disabled: true }),
    () => endUserSessions(installationOf(admin), { userId: ended.userId }),
  ];
}

it('sign-in, sign-out and changes of tokens and people wait for a pool that is busy for a while', async () => {
  const all = await changes();
  await holdPool();
  const done = Promise.all(all.map((change) => change()));
  await waitedFor(4);
  await letGo();
  await expect(done).resolves.toHaveLength(all.length);
});

it('they are refused as passing when it stays so, change nothing, and succeed when they come again', async () => {
  const all = await changes();
  const { cookie, sessionId } = await signedIn('viewer');
  const signOut = () => askApi('DELETE', '/api/v1/session', { headers: { cookie } });
  await holdPool();
  const [answer, ...settled] = await Promise.all([
    signOut(),
    ...all.map((change) =>
      change().then(
        () => null,
        (error: unknown) => problemResponse(error),
      ),
    ),
  ]);
  for (const refused of [answer, ...settled]) {
    expect(refused?.status).toBe(503);
    expect(refused?.headers.get('retry-after')).toMatch(/^\d+$/);
  }
  await letGo();
  expect((await signOut()).status).toBe(200);
  expect(await database().session.findUnique({ where: { id: sessionId } })).toMatchObject({
    endedAt: expect.any(Date),
  });
  await Promise.all(all.map((change) => change()));
});
