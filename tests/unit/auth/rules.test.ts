import { describe, expect, it } from 'vitest';
import { lesserRoles, roleInPlant } from '#domain/plant-roles.ts';
import { requireLoopback } from '#jobs/dev/identity/loopback.ts';
import { callbackPath } from '#server/auth/callback-path.ts';
import { groupsOf, rolesOfGroups } from '#server/auth/role-of-groups.ts';
import { isSessionOpen } from '#server/auth/session-rules.ts';
import { readSettings } from '#server/env.ts';

const groups = readSettings({ NODE_ENV: 'test', OIDC_VIEWER_GROUPS: 'staff, guests', OIDC_ADMIN_GROUPS: 'pv admins' });

describe('the role of groups', () => {
  it.each([
    [['staff'], 'viewer'],
    [['guests', 'heliograph-operators'], 'operator'],
    [['pv admins', 'staff'], 'admin'],
    [['Staff'], null],
    [[], null],
    [undefined, null],
    [{ admin: true }, null],
    ['pv admins', 'admin'],
    ['["guests", "pv admins"]', 'admin'],
    ['[]', null],
    ['', null],
    ['staff heliograph-operators', null],
    ['staff,pv admins', null],
    ['["pv admins"', null],
    ['"pv admins"', null],
    ['{"groups":["pv admins"]}', null],
    [[['pv admins']], null],
    [['["pv admins"]'], null],
    [['staff,pv admins'], null],
    [[' pv admins'], null],
    [['PV ADMINS'], null],
    [['pv admins\u200b'], null],
    [['\uff50v admins'], null],
    [[7, null, { name: 'pv admins' }, '', 'staff'], 'viewer'],
  ])('%j gives %s', (claim, role) => {
    expect(rolesOfGroups(groupsOf(claim), groups)?.role ?? null).toBe(role);
  });
});

describe('roles in plants', () => {
  const settings = readSettings({
    NODE_ENV: 'test',
    OIDC_PLANT_GROUPS: JSON.stringify({
      south: { operator: ['PV, South'], viewer: ['guests'] },
      north: { admin: ['north admins'] },
      '*': { viewer: ['auditors'] },
    }),
  });
  const rolesOf = (...groups: string[]) => rolesOfGroups(groups, settings);

  it('are those of their groups, the highest in each plant', () => {
    expect(rolesOf('stranger')).toBeNull();
    expect(rolesOf('guests')).toEqual({ role: 'viewer', plantRoles: { south: 'viewer' } });
    expect(rolesOf('guests', 'PV, South')).toEqual({ role: 'operator', plantRoles: { south: 'operator' } });
    expect(rolesOf('auditors', 'north admins')).toEqual({
      role: 'admin',
      plantRoles: { '*': 'viewer', north: 'admin' },
    });
  });

  it('are one role where the highest holds everywhere', () => {
    expect(rolesOf('auditors')).toEqual({ role: 'viewer', plantRoles: null });
    expect(rolesOf('heliograph-admins', 'guests')).toEqual({ role: 'admin', plantRoles: null });
  });

  it.each([
    ['{', 'must be JSON like'],
    ['{"South Field": {}}', 'must name plants by their ids, or *'],
    ['{"south": {"owner": ["a"]}}', 'OIDC_PLANT_GROUPS.south'],
  ])('refuse %s', (OIDC_PLANT_GROUPS, message) => {
    expect(() => readSettings({ NODE_ENV: 'test', OIDC_PLANT_GROUPS })).toThrow(message);
  });

  it('of two sources are in each plant the lesser', () => {
    expect(lesserRoles({ '*': 'admin' }, { south: 'operator' })).toEqual({ south: 'operator' });
    expect(lesserRoles({ '*': 'viewer', south: 'admin' }, { '*': 'operator' })).toEqual({
      '*': 'viewer',
      south: 'operator',
    });
    expect(lesserRoles({ north: 'admin' }, { south: 'admin' })).toEqual({});
    expect(roleInPlant(lesserRoles({ '*': 'viewer', south: 'admin' }, { '*': 'admin' }), 'south')).toBe('admin');
  });
});

describe('groups in the settings', () => {
  const ADMINS = 'CN=helio-admins,OU=Groups,DC=x';
  const settingsOf = (OIDC_ADMIN_GROUPS: string) => readSettings({ NODE_ENV: 'test', OIDC_ADMIN_GROUPS });
  const roleIn = (setting: string, claim: unknown) => rolesOfGroups(groupsOf(claim), settingsOf(setting))?.role ?? null;

  it.each([
    ['a,b', ['a', 'b']],
    ['PV Admins, other', ['PV Admins', 'other']],
    [`"${ADMINS}", "PV Admins",plain`, [ADMINS, 'PV Admins', 'plain']],
    ['"the ""big"" ones"', ['the "big" ones']],
    [`${ADMINS}\nPV Admins\r\n\n"a, b"`, [ADMINS, 'PV Admins', 'a, b']],
    [`${ADMINS}\n`, [ADMINS]],
    [ADMINS, [ADMINS]],
    ['cn=Doe\\, Ann,ou=Groups', ['cn=Doe\\, Ann,ou=Groups']],
    ['"CN=Doe\\, Ann,OU=Groups",x', ['CN=Doe\\, Ann,OU=Groups', 'x']],
  ])('%j are %j', (text, names) => {
    expect(settingsOf(text).OIDC_ADMIN_GROUPS).toEqual(names);
  });

  it.each([
    [`admins,${ADMINS}`, 'double quotes'],
    [`${ADMINS},admins`, 'double quotes'],
    ['a,"b', 'double quote'],
    ['a "b",c', 'double quote'],
    ['"a","b"\nc', 'on a line'],
    ['a,,b', 'names of groups'],
    ['a,""', 'names of groups'],
    [',', 'names of groups'],
  ])('%j could mean two things or nothing, and is refused with the name of the setting', (text, words) => {
    expect(() => settingsOf(text)).toThrow(/OIDC_ADMIN_GROUPS/);
    expect(() => settingsOf(text)).toThrow(words);
  });

  it.each([ADMINS, `"${ADMINS}"`, `${ADMINS}\nothers`])(
    'a distinguished name matches whole, never by its parts: %j',
    (setting) => {
      for (const claim of [ADMINS, [ADMINS], JSON.stringify([ADMINS])]) expect(roleIn(setting, claim)).toBe('admin');
      for (const other of [
        'CN=guests,OU=Groups,DC=x',
        'OU=Groups,DC=x',
        'OU=Groups',
        'DC=x',
        'CN=helio-admins',
        `CN=evil,${ADMINS}`,
        `${ADMINS},DC=evil`,
        'CN=helio-admins\\,OU=Groups,DC=x',
        ADMINS.toLowerCase(),
      ]) {
        expect(roleIn(setting, other), other).toBeNull();
        expect(roleIn(setting, other.split(',')), `parts of ${other}`).toBeNull();
      }
    },
  );
});

describe('the path after sign-in', () => {
  it.each(['/', '/runs', '/runs?day=2026-01-01&x=%2F', '/arrays/DEMO000001'])('%s is one', (path) => {
    expect(callbackPath(path)).toBe(path);
  });

  it.each([
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/runs\\..',
    '/\t/evil.example',
    '/./\n/evil.example',
    '/..//evil.example',
    '/.//evil.example',
    'javascript:alert(1)',
    'runs',
    '',
    null,
    ['/runs'],
    '/api/v1/session',
    '/sign-in?callbackUrl=/sign-in',
    '/refused',
  ])('%j is none, and leads to the plant', (path) => {
    expect(callbackPath(path)).toBe('/');
  });
});

describe('a session', () => {
  const at = (minutes: number) => new Date(minutes * 60_000);
  const session = { createdAt: at(0), lastSeenAt: at(100), endedAt: null };

  it('is open for 60 min after its last use, 12 h in all, and not once ended', () => {
    expect(isSessionOpen(session, at(159.9).getTime())).toBe(true);
    expect(isSessionOpen(session, at(160).getTime())).toBe(false);
    expect(isSessionOpen({ ...session, lastSeenAt: at(719) }, at(719.9).getTime())).toBe(true);
    expect(isSessionOpen({ ...session, lastSeenAt: at(719) }, at(720).getTime())).toBe(false);
    expect(isSessionOpen({ ...session, endedAt: at(101) }, at(102).getTime())).toBe(false);
  });
});

describe('the development provider', () => {
  it.each([
    ['0.0.0.0', 'http://localhost:3000'],
    ['192.168.1.4', 'http://localhost:3000'],
    ['127.0.0.1.evil.example', 'http://localhost:3000'],
    ['127.0.0.1', 'https://heliograph.example'],
  ])('on %s for the console at %s is refused', (host, consoleUrl) => {
    expect(() => requireLoopback({ host, consoleUrl })).toThrow(/development provider/);
  });

  it('serves this machine', () => {
    expect(() => requireLoopback({ host: '127.0.0.1', consoleUrl: 'http://localhost:3000' })).not.toThrow();
  });
});
