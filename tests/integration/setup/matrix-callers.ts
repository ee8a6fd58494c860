import { ACTIONS, type Action } from '#domain/actions.ts';
import { ROLES, type Role } from '#domain/roles.ts';
import { createdTokenSchema } from '#domain/token.ts';
import { systemPrincipal } from '#server/auth/principal.ts';
import { createToken } from '#server/services/tokens/create-token.ts';
import { revokeToken } from '#server/services/tokens/revoke-token.ts';
import { changeUser } from '#server/services/users/change-user.ts';
import { endUserSessions } from '#server/services/users/end-user-sessions.ts';
import { database } from '#server/stores/database.ts';
import { installationOf } from '#tests/context.ts';
import { askApi } from './api-client.ts';
import { signedIn } from './signed-in.ts';

/** Somebody who tries every door. */
export interface Caller {
  name: string;
  /** What they are worth; null for nobody. */
  role: Role | null;
  hasScope: boolean;
  /** What they send to a door that is behind an action. */
  headers(action: Action): Record<string, string>;
}

const admin = systemPrincipal('matrix');

/** Nobody, each role, and tokens of every kind that is not good. All tokens are of administrators: only they differ. */
export async function makeCallers(): Promise<Caller[]> {
  const people = await Promise.all(ROLES.map(async (role) => withCookie(role, role, (await signedIn(role)).cookie)));
  const demoted = await signedIn('admin');
  await signedIn('viewer', new Date(), demoted.subject);
  const risen = await signedIn('operator');
  await signedIn('admin', new Date(), risen.subject);
  const idle = await signedIn('admin', new Date(Date.now() - 61 * 60_000));
  const disabled = await signedIn('admin');
  const owned = await personalToken(disabled.cookie);
  await changeUser(installationOf(admin), { userId: disabled.userId, disabled: true });
  const ended = await signedIn('admin');
  await endUserSessions(installationOf(admin), { userId: ended.userId });
  const expired = await token([...ACTIONS]);
  await database().apiToken.update({ where: { id: expired.id }, data: { expiresAt: new Date(Date.now() - 1000) } });
  const revoked = await token([...ACTIONS]);
  await revokeToken(installationOf(admin), { tokenId: revoked.id });
  const parent = await token([...ACTIONS]);
  const grandchild = await childToken(await childToken(parent.token));
  await revokeToken(installationOf(admin), { tokenId: parent.id });
  const others = await tokensOf((action) => ACTIONS.filter((other) => other !== action));
  const alone = await tokensOf((action) => [action]);
  return [
    { name: 'nobody', role: null, hasScope: false, headers: () => ({}) },
    ...people,
    withCookie('older session of who was demoted', 'viewer', demoted.cookie),
    withCookie('older session of who rose', 'operator', risen.cookie),
    withCookie('ended session', null, ended.cookie),
    withCookie('idle session', null, idle.cookie),
    withCookie('session of a disabled account', null, disabled.cookie),
    { name: 'token of a disabled account', role: null, hasScope: false, headers: () => bearer(owned) },
    { name: 'token of a revoked line', role: null, hasScope: false, headers: () => bearer(grandchild) },
    { name: 'expired token', role: null, hasScope: false, headers: () => bearer(expired.token) },
    { name: 'revoked token', role: null, hasScope: false, headers: () => bearer(revoked.token) },
    { name: 'token without scope', role: 'admin', hasScope: false, headers: (action) => bearer(others.get(action)) },
    { name: 'token of the scope', role: 'admin', hasScope: true, headers: (action) => bearer(alone.get(action)) },
  ];
}

const withCookie = (name: string, role: Role | null, cookie: string): Caller => {
  return { name, role, hasScope: true, headers: () => ({ cookie }) };
};

const bearer = (value = ''): Record<string, string> => ({ authorization: `Bearer ${value}` });

const token = (scopes: Action[]) =>
  createToken(installationOf(admin), { name: 'matrix', kind: 'service', role: 'admin', scopes });

/** Made over the API, as the caller would. */
async function made(headers: Record<string, string>, body: Record<string, unknown>): Promise<string> {
  const response = await askApi('POST', '/api/v1/tokens', {
    headers,
    body: { name: 'matrix', scopes: ACTIONS, ...body },
  });
  return createdTokenSchema.parse(await response.json()).token;
}

const personalToken = (cookie: string) => made({ cookie }, {});
const childToken = (parent: string) => made(bearer(parent), { kind: 'service', role: 'admin' });

async function tokensOf(scopesOf: (action: Action) => Action[]): Promise<Map<Action, string>> {
  const made = ACTIONS.map(async (action) => [action, (await token(scopesOf(action))).token] as const);
  return new Map(await Promise.all(made));
}
