import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { encode } from 'next-auth/jwt';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '#domain/roles.ts';
import { findPrincipal } from '#server/auth/find-principal.ts';
import { findOpenSessionByKey } from '#server/auth/find-session.ts';
import type { Principal } from '#server/auth/principal.ts';
import { hashOfKey } from '#server/auth/session-rules.ts';
import { adoptSetting } from '#server/env.ts';
import { openSystem } from '#server/services/context.ts';
import { endOwnSession } from '#server/services/sessions/end-own-session.ts';
import { startSession } from '#server/services/sessions/start-session.ts';
import { createToken } from '#server/services/tokens/create-token.ts';
import { changeUser } from '#server/services/users/change-user.ts';
import { endUserSessions } from '#server/services/users/end-user-sessions.ts';
import { listUsers } from '#server/services/users/list-users.ts';
import { database } from '#server/stores/database.ts';
import { installationOf } from '#tests/context.ts';
import { askApi } from '../setup/api-client.ts';
import { givenFreshPlant } from '../setup/fresh-plant.ts';

const SECRET = 'a secret of the tests, of more than 32 characters';
const MINUTE_MS = 60_000;
givenFreshPlant();

beforeAll(() => {
  adoptSetting('NEXTAUTH_URL', 'http://localhost:3000');
  adoptSetting('NEXTAUTH_SECRET', SECRET);
});

const ADMIN_ID = randomUUID();
const admin: Principal = {
  kind: 'user',
  id: ADMIN_ID,
  name: 'admin@plant.test',
  role: 'admin',
  scopes: null,
  credential: null,
  personId: ADMIN_ID,
  address: '127.0.0.1',
};

/** A new person with an open session. */
async function signedIn(role: Role = 'viewer', now: Date = new Date()) {
  const subject = randomUUID();
  const person = { issuer: 'https://login.test', subject, name: 'Somebody', email: `${subject}@plant.test`, role };
  const signIn = { ...person, idToken: 'token', address: '127.0.0.1' };
  const key = await startSession({ ...openSystem(), now: () => now }, signIn);
  const session = await database().session.findUniqueOrThrow({ where: { keyHash: hashOfKey(key) } });
  return { key, signIn, userId: session.userId, sessionId: session.id };
}

const requestWith = (cookie: string, headers: Record<string, string> = {}) =>
  new Request('http://localhost:3000/', { headers: { cookie: `heliograph.session=${cookie}`, ...headers } });

const auditOf = (userId: string) =>
  database().auditEntry.findMany({ where: { targetId: userId }, orderBy: { id: 'asc' } });

describe('a session', () => {
  it('is somebody for the cookie that this console made, and its key lies nowhere in the database', async () => {
    const { key, userId } = await signedIn('operator');
    const cookie = await encode({ token: { sessionKey: key }, secret: SECRET });
    expect(await findPrincipal(requestWith(cookie))).toMatchObject({ kind: 'user', id: userId, role: 'operator' });
    expect(await database().session.count({ where: { keyHash: key } })).toBe(0);
  });

  it('is nobody for a cookie of another secret, one only signed, one without algorithm, and the key itself', async () => {
    const { key } = await signedIn('admin');
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const forged = [
      await encode({ token: { sessionKey: key }, secret: `${SECRET}!` }),
      await new SignJWT({ sessionKey: key }).setProtectedHeader({ alg: 'HS256' }).sign(Buffer.from(SECRET)),
      `${part({ alg: 'none' })}.${part({ sessionKey: key })}.`,
      key,
      '',
    ];
    for (const cookie of forged) expect(await findPrincipal(requestWith(cookie))).toBeNull();
  });

  it('does not make good a token that nobody knows', async () => {
    const { key } = await signedIn('admin');
    const cookie = await encode({ token: { sessionKey: key }, secret: SECRET });
    expect(await findPrincipal(requestWith(cookie, { authorization: 'Bearer unknown' }))).toBeNull();
  });

  it('runs out 60 min after its last use', async () => {
    const begin = Date.now();
    const { key } = await signedIn('viewer', new Date(begin));
    expect(await findOpenSessionByKey(key, begin + 59 * MINUTE_MS)).not.toBeNull();
    expect(await findOpenSessionByKey(key, begin + 118 * MINUTE_MS)).not.toBeNull();
    expect(await findOpenSessionByKey(key, begin + 178 * MINUTE_MS)).toBeNull();
  });

  it('runs out 12 h after it began, however much it is used', async () => {
    const begin = Date.now();
    const { key } = await signedIn('viewer', new Date(begin));
    for (let minutes = 50; minutes < 720; minutes += 50) {
      expect(await findOpenSessionByKey(key, begin + minutes * MINUTE_MS)).not.toBeNull();
    }
    expect(await findOpenSessionByKey(key, begin + 720 * MINUTE_MS)).toBeNull();
  });

  it('is over for every cookie of it once signed out, and is kept without the provider’s token', async () => {
    const { key, userId, sessionId } = await signedIn();
    await endOwnSession(installationOf({ ...admin, id: userId, role: 'viewer' }), sessionId);
    expect(await findOpenSessionByKey(key, Date.now())).toBeNull();
    expect(await database().session.findUnique({ where: { id: sessionId } })).toMatchObject({ idToken: null });
    expect((await auditOf(userId)).map(({ action }) => action)).toEqual([
      'session.own: sign in',
      'session.own: sign out',
    ]);
  });
});

describe('the role in force', () => {
  const cookieOf = async (key: string) => ({
    cookie: `heliograph.session=${await encode({ token: { sessionKey: key }, secret: SECRET })}`,
  });
  const roleOf = async (key: string) =>
    (await findPrincipal(new Request('http://localhost:3000/', { headers: await cookieOf(key) })))?.role;

  it('is the lesser of every session and the account, whichever way somebody goes', async () => {
    const { key, signIn } = await signedIn('admin');
    const keys = [key];
    const course: [Role, Role[]][] = [
      ['viewer', ['viewer', 'viewer']],
      ['operator', ['operator', 'viewer', 'operator']],
      ['admin', ['admin', 'viewer', 'operator', 'admin']],
    ];
    for (const [role, roles] of course) {
      keys.push(await startSession(openSystem(), { ...signIn, role }));
      expect(await Promise.all(keys.map(roleOf))).toEqual(roles);
    }
  });

  it('lets an older session of who was demoted make no token, and change nobody', async () => {
    const { key, signIn, userId } = await signedIn('admin');
    const other = await signedIn('viewer');
    await startSession(openSystem(), { ...signIn, role: 'viewer' });
    const headers = await cookieOf(key);
    const body = { name: 'kept', kind: 'service', role: 'admin', scopes: ['users.manage'], days: 366 };
    expect((await askApi('POST', '/api/v1/tokens', { headers, body })).status).toBe(403);
    const mine = await askApi('POST', '/api/v1/tokens', { headers, body: { name: 'mine', scopes: ['plant.read'] } });
    expect(await mine.json()).toMatchObject({ role: 'viewer' });
    const disable = { headers, body: { disabled: true } };
    expect((await askApi('PATCH', `/api/v1/users/${other.userId}`, disable)).status).toBe(403);
    expect((await askApi('GET', '/api/v1/users', { headers })).status).toBe(403);
    expect(await (await askApi('GET', '/api/v1/session', { headers })).json()).toMatchObject({
      id: userId,
      role: 'viewer',
    });
  });
});

describe('the last administrator', () => {
  const disable = (headers: Record<string, string>, userId: string) =>
    askApi('PATCH', `/api/v1/users/${userId}`, { headers, body: { disabled: true } });
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  /** Nobody else is one any more. */
  const onlyAdmins = async (count: number) => {
    await database().userAccount.updateMany({ where: { role: 'admin' }, data: { role: 'viewer' } });
    return Promise.all(Array.from({ length: count }, () => signedIn('admin')));
  };
  const enabled = () => database().userAccount.count({ where: { role: 'admin', disabledAt: null } });

  it('cannot be shut out by a token of their own, nor can they shut out themselves by it where there are others', async () => {
    const [one] = await onlyAdmins(2);
    const made = { ...admin, id: one?.userId ?? '', personId: one?.userId ?? '' };
    const { token } = await createToken(installationOf(made), { name: 'mine', scopes: ['users.manage'] });
    expect((await disable(bearer(token), one?.userId ?? '')).status).toBe(409);
    expect(await enabled()).toBe(2);
  });

  it('cannot be shut out by a service, however many are asked for at once', async () => {
    const people = await onlyAdmins(3);
    const service = { name: 'x', kind: 'service', role: 'admin', scopes: ['users.manage'] } as const;
    const { token } = await createToken(installationOf(admin), { ...service, scopes: [...service.scopes] });
    const answers = await Promise.all(people.map(({ userId }) => disable(bearer(token), userId)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 409]);
    expect(await enabled()).toBe(1);
  });

  it('remains when two disable each other in the same moment', async () => {
    for (let round = 0; round < 5; round++) {
      const [one, other] = await onlyAdmins(2);
      const as = (id = '') => ({ ...admin, id, personId: id });
      const settled = await Promise.allSettled([
        changeUser(installationOf(as(one?.userId)), { userId: other?.userId, disabled: true }),
        changeUser(installationOf(as(other?.userId)), { userId: one?.userId, disabled: true }),
      ]);
      expect(settled.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(await enabled()).toBe(1);
    }
  });
});

describe('an administrator', () => {
  it('disables somebody, who is out at once and stays out, and enables them again; the log tells both', async () => {
    const { key, signIn, userId } = await signedIn();
    await changeUser(installationOf(admin), { userId, disabled: true });
    expect(await findOpenSessionByKey(key, Date.now())).toBeNull();
    await expect(startSession(openSystem(), signIn)).rejects.toMatchObject({ code: 'forbidden' });
    await changeUser(installationOf(admin), { userId, disabled: true });
    await changeUser(installationOf(admin), { userId, disabled: false });
    expect(await findOpenSessionByKey(key, Date.now())).toBeNull();
    expect(await findOpenSessionByKey(await startSession(openSystem(), signIn), Date.now())).not.toBeNull();
    const changes = (await auditOf(userId)).filter(({ action }) => action.startsWith('users.manage'));
    expect(changes).toMatchObject([
      {
        action: 'users.manage: disable',
        actorName: admin.name,
        before: { disabled: false },
        after: { disabled: true },
      },
      { action: 'users.manage: enable', before: { disabled: true }, after: { disabled: false } },
    ]);
  });

  it('changes nothing when the log cannot be written', async () => {
    const { key, userId } = await signedIn();
    await database().$executeRawUnsafe('ALTER TABLE audit_entry RENAME TO audit_entry_away');
    await expect(changeUser(installationOf(admin), { userId, disabled: true })).rejects.toThrow();
    await database().$executeRawUnsafe('ALTER TABLE audit_entry_away RENAME TO audit_entry');
    expect(await findOpenSessionByKey(key, Date.now())).not.toBeNull();
  });

  it('signs somebody out everywhere', async () => {
    const { key, signIn, userId } = await signedIn();
    const second = await startSession(openSystem(), signIn);
    await endUserSessions(installationOf(admin), { userId });
    for (const ended of [key, second]) expect(await findOpenSessionByKey(ended, Date.now())).toBeNull();
    expect((await auditOf(userId)).at(-1)).toMatchObject({
      action: 'users.manage: end sessions',
      before: { sessions: 2 },
    });
  });

  it('cannot disable themselves, and is told which user does not exist', async () => {
    await expect(changeUser(installationOf(admin), { userId: admin.id, disabled: true })).rejects.toMatchObject({
      code: 'conflict',
    });
    const nobody = randomUUID();
    await expect(changeUser(installationOf(admin), { userId: nobody, disabled: true })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('alone sees and changes people', async () => {
    const { userId } = await signedIn();
    for (const role of ['viewer', 'operator'] as const) {
      const actor = { ...admin, role };
      await expect(listUsers(installationOf(actor))).rejects.toMatchObject({ code: 'forbidden' });
      await expect(changeUser(installationOf(actor), { userId, disabled: true })).rejects.toMatchObject({
        code: 'forbidden',
      });
      await expect(endUserSessions(installationOf(actor), { userId })).rejects.toMatchObject({ code: 'forbidden' });
    }
    const { users } = await listUsers(installationOf(admin));
    expect(users.find(({ id }) => id === userId)).toMatchObject({
      role: 'viewer',
      sessions: [{ address: '127.0.0.1' }],
    });
  });
});
