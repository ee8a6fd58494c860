import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { encode } from 'next-auth/jwt';
import { beforeAll, describe, expect, it } from 'vitest';
import { findPrincipal } from '#server/auth/find-principal.ts';
import { findOpenSessionByKey } from '#server/auth/find-session.ts';
import type { Principal } from '#server/auth/principal.ts';
import type { Role } from '#server/auth/roles.ts';
import { hashOfKey } from '#server/auth/session-rules.ts';
import { adoptSetting } from '#server/env.ts';
import { endOwnSession } from '#server/services/sessions/end-own-session.ts';
import { startSession } from '#server/services/sessions/start-session.ts';
import { changeUser } from '#server/services/users/change-user.ts';
import { endUserSessions } from '#server/services/users/end-user-sessions.ts';
import { listUsers } from '#server/services/users/list-users.ts';
import { database } from '#server/stores/database.ts';
import { givenFreshPlant } from '../setup/fresh-plant.ts';

const SECRET = 'a secret of the tests, of more than 32 characters';
const MINUTE_MS = 60_000;
givenFreshPlant();

beforeAll(() => {
  adoptSetting('NEXTAUTH_URL', 'http://localhost:3000');
  adoptSetting('NEXTAUTH_SECRET', SECRET);
});

const admin: Principal = {
  kind: 'user',
  id: randomUUID(),
  name: 'admin@plant.test',
  role: 'admin',
  scopes: null,
  address: '127.0.0.1',
};

/** A new person with an open session. */
async function signedIn(role: Role = 'viewer', now: Date = new Date()) {
  const subject = randomUUID();
  const person = { issuer: 'https://login.test', subject, name: 'Somebody', email: `${subject}@plant.test`, role };
  const signIn = { ...person, idToken: 'token', address: '127.0.0.1' };
  const key = await startSession(signIn, now);
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
    await endOwnSession({ ...admin, id: userId, role: 'viewer' }, sessionId);
    expect(await findOpenSessionByKey(key, Date.now())).toBeNull();
    expect(await database().session.findUnique({ where: { id: sessionId } })).toMatchObject({ idToken: null });
    expect((await auditOf(userId)).map(({ action }) => action)).toEqual([
      'session.own: sign in',
      'session.own: sign out',
    ]);
  });
});

describe('an administrator', () => {
  it('disables somebody, who is out at once and stays out, and enables them again; the log tells both', async () => {
    const { key, signIn, userId } = await signedIn();
    await changeUser(admin, { userId, disabled: true });
    expect(await findOpenSessionByKey(key, Date.now())).toBeNull();
    await expect(startSession(signIn)).rejects.toMatchObject({ code: 'forbidden' });
    await changeUser(admin, { userId, disabled: true });
    await changeUser(admin, { userId, disabled: false });
    expect(await findOpenSessionByKey(key, Date.now())).toBeNull();
    expect(await findOpenSessionByKey(await startSession(signIn), Date.now())).not.toBeNull();
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
    await expect(changeUser(admin, { userId, disabled: true })).rejects.toThrow();
    await database().$executeRawUnsafe('ALTER TABLE audit_entry_away RENAME TO audit_entry');
    expect(await findOpenSessionByKey(key, Date.now())).not.toBeNull();
  });

  it('signs somebody out everywhere', async () => {
    const { key, signIn, userId } = await signedIn();
    const second = await startSession(signIn);
    await endUserSessions(admin, { userId });
    for (const ended of [key, second]) expect(await findOpenSessionByKey(ended, Date.now())).toBeNull();
    expect((await auditOf(userId)).at(-1)).toMatchObject({
      action: 'users.manage: end sessions',
      before: { sessions: 2 },
    });
  });

  it('cannot disable themselves, and is told which user does not exist', async () => {
    await expect(changeUser(admin, { userId: admin.id, disabled: true })).rejects.toMatchObject({ code: 'conflict' });
    const nobody = randomUUID();
    await expect(changeUser(admin, { userId: nobody, disabled: true })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('alone sees and changes people', async () => {
    const { userId } = await signedIn();
    for (const role of ['viewer', 'operator'] as const) {
      const actor = { ...admin, role };
      await expect(listUsers(actor)).rejects.toMatchObject({ code: 'forbidden' });
      await expect(changeUser(actor, { userId, disabled: true })).rejects.toMatchObject({ code: 'forbidden' });
      await expect(endUserSessions(actor, { userId })).rejects.toMatchObject({ code: 'forbidden' });
    }
    const { users } = await listUsers(admin);
    expect(users.find(({ id }) => id === userId)).toMatchObject({
      role: 'viewer',
      sessions: [{ address: '127.0.0.1' }],
    });
  });
});
