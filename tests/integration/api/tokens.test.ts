import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { TOKEN_PATTERN } from '#domain/token.ts';
import { findOpenSessionByKey } from '#server/auth/find-session.ts';
import { findTokenPrincipal } from '#server/auth/find-token-principal.ts';
import { type Principal, systemPrincipal } from '#server/auth/principal.ts';
import { MAX_GENERATIONS } from '#server/auth/token-role.ts';
import { adoptSetting } from '#server/env.ts';
import { openSystem } from '#server/services/context.ts';
import { registerDemoPlant } from '#server/services/plants/register-demo-plant.ts';
import { refuseOutsider } from '#server/services/sessions/refuse-outsider.ts';
import { startSession } from '#server/services/sessions/start-session.ts';
import { createToken } from '#server/services/tokens/create-token.ts';
import { listTokens } from '#server/services/tokens/list-tokens.ts';
import { revokeToken } from '#server/services/tokens/revoke-token.ts';
import { changeUser } from '#server/services/users/change-user.ts';
import { database } from '#server/stores/database.ts';
import { installationOf } from '#tests/context.ts';
import { askApi } from '../setup/api-client.ts';
import { givenFreshPlant } from '../setup/fresh-plant.ts';
import { signedIn } from '../setup/signed-in.ts';

const plant = givenFreshPlant();
const admin = systemPrincipal('command line');
const person = (role: Principal['role'], id = 'console'): Principal => ({
  kind: 'user',
  id,
  name: id,
  role,
  scopes: null,
  credential: null,
  personId: id,
  address: '192.0.2.1',
});
const reader = { name: 'reader', kind: 'service', role: 'viewer', scopes: ['plant.read', 'runs.read'] } as const;

beforeAll(async () => {
  for (const kind of ['CHANGES', 'BAD_TOKENS']) adoptSetting(`RATE_${kind}_PER_MINUTE`, '100000');
  await registerDemoPlant(openSystem(), { arrays: 2 });
});

describe('a token', () => {
  it('has 256 bits, is shown once, and is nowhere in the database', async () => {
    const { token, id, prefix } = await createToken(installationOf(admin), { ...reader, scopes: [...reader.scopes] });
    expect(token).toMatch(TOKEN_PATTERN);
    expect(prefix).toBe(token.slice(0, 9));
    const dump = JSON.stringify(await query('select * from api_token, audit_entry'));
    expect(dump).toContain(prefix);
    expect(dump).not.toContain(token);
    expect(dump).not.toContain(token.slice(9));
    expect(JSON.stringify(await listTokens(installationOf(admin)))).not.toContain(token.slice(9));
    expect(await query(`select action, "targetId", "actorName" from audit_entry`)).toContainEqual({
      action: 'tokens.manage: create',
      targetId: id,
      actorName: 'command line',
    });
  });

  it('may do what it was made for, and nothing else', async () => {
    const { token } = await createToken(installationOf(admin), { ...reader, role: 'admin', scopes: ['plant.read'] });
    expect((await askApi('GET', '/api/v1/plants', { token })).status).toBe(200);
    for (const path of ['/api/v1/runs', '/api/v1/settings', '/api/v1/tokens']) {
      const refused = await askApi('GET', path, { token });
      expect(refused.status).toBe(403);
      expect(await refused.json()).toMatchObject({ code: 'forbidden', detail: expect.stringContaining('scope') });
    }
    const before = await query('select count(*) from run');
    expect((await askApi('POST', '/api/v1/runs', { token, body: { day: '2026-06-01' } })).status).toBe(403);
    expect(await query('select count(*) from run')).toEqual(before);
  });

  it.each(['', 'hg_', 'hg_short', `hg_${'A'.repeat(43)}`, `hg_${'A'.repeat(4300)}`, "hg_' or 1=1 --", 'Basic abc'])(
    'that was never made is refused: %j',
    async (token) => {
      const response = await askApi('GET', '/api/v1/plants', { token });
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toContain('Bearer');
    },
  );

  it('is refused from the request after it was revoked, and stays so', async () => {
    const { token, id } = await createToken(installationOf(admin), { ...reader, scopes: [...reader.scopes] });
    expect((await askApi('GET', '/api/v1/plants', { token })).status).toBe(200);
    expect(await revokeToken(installationOf(admin), { tokenId: id })).toMatchObject({ state: 'revoked' });
    expect((await askApi('GET', '/api/v1/plants', { token })).status).toBe(401);
    await revokeToken(installationOf(admin), { tokenId: id });
    const told = await query(
      `select 1 from audit_entry where action = 'tokens.manage: revoke' and "targetId" = '${id}'`,
    );
    expect(told).toHaveLength(1);
  });

  it('is refused once it has expired', async () => {
    const { token, id } = await createToken(installationOf(admin), { ...reader, scopes: [...reader.scopes], days: 1 });
    await query(`update api_token set "expiresAt" = now() - interval '1 second' where id = '${id}'`);
    expect(await findTokenPrincipal(token, null)).toBeNull();
    expect((await listTokens(installationOf(admin))).tokens.find((found) => found.id === id)?.state).toBe('expired');
  });

  it('says when it was last used, written at most once a minute', async () => {
    const { token, id } = await createToken(installationOf(admin), { ...reader, scopes: [...reader.scopes] });
    const used = () => query(`select "lastUsedAt" from api_token where id = '${id}'`);
    await findTokenPrincipal(token, null);
    const first = await used();
    expect(first[0]?.lastUsedAt).not.toBeNull();
    await findTokenPrincipal(token, null);
    expect(await used()).toEqual(first);
    await query(`update api_token set "lastUsedAt" = now() - interval '2 minutes' where id = '${id}'`);
    const old = await used();
    await findTokenPrincipal(token, null);
    expect(await used()).not.toEqual(old);
  });
});

describe('a token that a token made', () => {
  const scopes = ['tokens.manage', 'tokens.own', 'plant.read'];
  const make = async (token: string, days = 366) => {
    const body = { name: 'child', kind: 'service', role: 'admin', scopes, days };
    const response = await askApi('POST', '/api/v1/tokens', { token, body });
    return { status: response.status, ...(await response.json()) };
  };
  const first = (days: number) =>
    createToken(installationOf(admin), { name: 'first', kind: 'service', role: 'admin', scopes, days });
  const works = async (token: string) => (await findTokenPrincipal(token, null)) !== null;

  it('ends when the first does at the latest, however many are between', async () => {
    const parent = await first(2);
    let last = parent.token;
    for (let generation = 0; generation < 3; generation++) {
      const child = await make(last);
      expect(child).toMatchObject({ status: 201, expiresAt: parent.expiresAt });
      last = child.token;
    }
    expect((await make(last, 1)).expiresAt < parent.expiresAt).toBe(true);
    await query(`update api_token set "expiresAt" = now() - interval '1 second' where id = '${parent.id}'`);
    expect(await works(last)).toBe(false);
  });

  it('is revoked with any that it came of, and with none that it made or that came of another', async () => {
    const parent = await first(9);
    const [child, sibling] = [await make(parent.token), await make(parent.token)];
    const [grandchild, greatGrandchild] = [await make(child.token), await make((await make(child.token)).token)];
    await revokeToken(installationOf(admin), { tokenId: child.id });
    const revoked = [child, grandchild, greatGrandchild];
    for (const { token } of revoked) expect(await works(token)).toBe(false);
    for (const { token } of [parent, sibling]) expect(await works(token)).toBe(true);
    const { tokens } = await listTokens(installationOf(admin));
    const stateOf = (id: string) => tokens.find((one) => one.id === id)?.state;
    expect(revoked.map(({ id }) => stateOf(id))).toEqual(['revoked', 'revoked', 'revoked']);
    expect(
      await query(
        `select after->>'revoked' n from audit_entry where "targetId" = '${child.id}' and before is not null`,
      ),
    ).toEqual([{ n: '4' }]);
  });

  it('made while the first is revoked does not escape', async () => {
    for (let round = 0; round < 5; round++) {
      const parent = await first(9);
      const child = await make(parent.token);
      const [, ...made] = await Promise.all([
        revokeToken(installationOf(admin), { tokenId: parent.id }),
        ...Array.from({ length: 6 }, (_, n) => make(n % 2 === 0 ? parent.token : child.token)),
      ]);
      for (const { status, token } of made) {
        expect([201, 401]).toContain(status);
        if (status === 201) expect(await works(token)).toBe(false);
      }
    }
  });

  it('has a bounded line of those it came of', async () => {
    const line = [(await first(9)).token];
    for (let next = await make(line[0] ?? ''); next.status === 201; next = await make(line.at(-1) ?? ''))
      line.push(next.token);
    expect(line).toHaveLength(MAX_GENERATIONS);
    expect((await make(line.at(-1) ?? '')).status).toBe(409);
    expect(await works(line.at(-1) ?? '')).toBe(true);
  });

  it('has no more than the person has whose token was the first', async () => {
    const subject = randomUUID();
    const given = { issuer: 'https://login.test', subject, name: 'Ada', email: null, idToken: null, address: null };
    await startSession(openSystem(), { ...given, role: 'admin' });
    const { id } = await database().userAccount.findFirstOrThrow({ where: { subject } });
    const { token } = await createToken(installationOf(person('admin', id)), { name: 'mine', scopes });
    const grandchild = await make((await make(token)).token);
    expect(await findTokenPrincipal(grandchild.token, null)).toMatchObject({ role: 'admin' });
    await startSession(openSystem(), { ...given, role: 'viewer' });
    expect(await findTokenPrincipal(grandchild.token, null)).toMatchObject({ role: 'viewer' });
    expect((await make(grandchild.token)).status).toBe(403);
    await changeUser(installationOf(admin), { userId: id, disabled: true });
    await changeUser(installationOf(admin), { userId: id, disabled: false });
    await startSession(openSystem(), { ...given, role: 'admin' });
    for (const one of [token, grandchild.token]) expect(await works(one)).toBe(false);
  });
});

describe('making tokens', () => {
  it('for a service is for who may manage them', async () => {
    const asked = createToken(installationOf(person('operator')), { ...reader, scopes: ['plant.read'] });
    await expect(asked).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('gives nobody more than they have', async () => {
    await expect(
      createToken(installationOf(person('viewer')), { name: 'x', scopes: ['runs.request'] }),
    ).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining('runs.request'),
    });
    const narrow: Principal = { ...admin, kind: 'token', scopes: ['tokens.manage'] };
    await expect(createToken(installationOf(narrow), { ...reader, scopes: ['plant.read'] })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  it.each([
    ['an action that is not there', { scopes: ['plant.own'] }, 'plant.own'],
    ['no scope', { scopes: [] }, 'scopes'],
    ['a life over 366 days', { days: 367 }, 'days'],
    ['a role for a personal token', { kind: 'personal', role: 'admin' }, 'role'],
    ['a field of the database', { hash: 'ab' }, 'hash'],
    ['no name', { name: ' ' }, 'name'],
  ])('refuses %s', async (_, change, word) => {
    const before = await query('select count(*) from api_token');
    const body = { name: 'x', kind: 'service', role: 'viewer', scopes: ['plant.read'], ...change };
    const { cookie } = await signedIn('admin');
    const response = await askApi('POST', '/api/v1/tokens', { body, headers: { cookie } });
    expect(response.status).toBe(400);
    expect((await response.json()).detail).toContain(word);
    expect(await query('select count(*) from api_token')).toEqual(before);
  });

  it('leaves nothing behind when it cannot be written down who did it', async () => {
    const before = await query('select count(*) from api_token');
    await query('alter table audit_entry add constraint broken check (false) not valid');
    await expect(createToken(installationOf(admin), { ...reader, scopes: ['plant.read'] })).rejects.toThrow();
    await query('alter table audit_entry drop constraint broken');
    expect(await query('select count(*) from api_token')).toEqual(before);
  });
});

describe('a personal token', () => {
  it('stops for good when its owner may no longer sign in', async () => {
    const { userId } = await signedIn('admin');
    const { token } = await createToken(installationOf(person('admin', userId)), {
      name: 'mine',
      scopes: ['plant.read'],
    });
    expect(await findTokenPrincipal(token, '192.0.2.7')).toMatchObject({ role: 'admin', address: '192.0.2.7' });
    await signedIn('admin');
    await changeUser(installationOf(admin), { userId, disabled: true });
    expect(await findTokenPrincipal(token, null)).toBeNull();
    await changeUser(installationOf(admin), { userId, disabled: false });
    expect(await findTokenPrincipal(token, null)).toBeNull();
  });

  it('ends, as the sessions do, when its owner is in no group any more and is refused for that', async () => {
    const { userId, email, key } = await signedIn('admin');
    const subject = email.slice('admin-'.length, -'@plant.test'.length);
    const { token } = await createToken(installationOf(person('admin', userId)), {
      name: 'outlives',
      scopes: ['plant.read'],
    });
    const other = await createToken(installationOf(person('admin', 'other')), {
      name: 'of another',
      scopes: ['plant.read'],
    });
    await refuseOutsider(openSystem(), { issuer: 'https://login.elsewhere', subject }, null);
    expect(await findTokenPrincipal(token, null)).not.toBeNull();
    await refuseOutsider(openSystem(), { issuer: 'https://login.test', subject }, '192.0.2.7');
    expect(await findTokenPrincipal(token, null)).toBeNull();
    expect(await findOpenSessionByKey(key, Date.now())).toBeNull();
    expect(await query(`select count(*) from api_token where id = '${other.id}' and "revokedAt" is null`)).toEqual([
      { count: '1' },
    ]);
    expect(await query(`select "actorName", address from audit_entry where "targetId" = '${userId}'`)).toContainEqual({
      actorName: 'sign-in',
      address: '192.0.2.7',
    });
  });

  it('never has more than the role it was made with', async () => {
    const { userId } = await signedIn('admin');
    const { token } = await createToken(installationOf(person('viewer', userId)), {
      name: 'small',
      scopes: ['plant.read'],
    });
    expect(await findTokenPrincipal(token, null)).toMatchObject({ role: 'viewer', scopes: ['plant.read'] });
  });

  it('is seen and revoked by its owner and by who manages tokens, not by others', async () => {
    const { id } = await createToken(installationOf(person('viewer', 'ada')), {
      name: 'of ada',
      scopes: ['plant.read'],
    });
    const seenBy = async (actor: Principal) =>
      (await listTokens(installationOf(actor))).tokens.some((token) => token.id === id);
    expect(await seenBy(person('viewer', 'ada'))).toBe(true);
    expect(await seenBy(admin)).toBe(true);
    expect(await seenBy(person('operator', 'bob'))).toBe(false);
    await expect(revokeToken(installationOf(person('operator', 'bob')), { tokenId: id })).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(await revokeToken(installationOf(person('viewer', 'ada')), { tokenId: id })).toMatchObject({
      state: 'revoked',
    });
  });
});

async function query(sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: plant.url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
