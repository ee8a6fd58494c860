import { describe, expect, it } from 'vitest';
import { requireLoopback } from '#jobs/identity/loopback.ts';
import { callbackPath } from '#server/auth/callback-path.ts';
import { groupsOf, roleOfGroups } from '#server/auth/role-of-groups.ts';
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
    ['staff heliograph-operators', 'operator'],
    [[7, null, 'staff'], 'viewer'],
  ])('%j gives %s', (claim, role) => {
    expect(roleOfGroups(groupsOf(claim), groups)).toBe(role);
  });
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
