import { readSettings } from '#server/env.ts';
import { HeliographError } from '#server/errors.ts';
import { clientAddress } from './client-address.ts';
import { findOpenSession } from './find-session.ts';
import { findTokenPrincipal } from './find-token-principal.ts';
import type { Principal } from './principal.ts';

const BEARER = /^Bearer +(\S+) *$/i;

/** Who sends a request, by its token or else by the session of its cookie; null when that is nobody. */
export function findPrincipal(request: Request): Promise<Principal | null> {
  return findPrincipalOf(request.headers);
}

/** A request that carries a token counts by it alone: one that is not known is not made good by a cookie. */
export async function findPrincipalOf(headers: Headers): Promise<Principal | null> {
  const address = clientAddress(headers, readSettings().TRUSTED_PROXIES);
  const authorization = headers.get('authorization');
  if (authorization !== null) {
    const token = BEARER.exec(authorization)?.[1];
    const principal = token === undefined ? null : await findTokenPrincipal(token, address);
    if (!principal) throw new HeliographError('unauthenticated', 'the token is unknown, expired or revoked');
    return principal;
  }
  const session = await findOpenSession(headers);
  if (!session) return null;
  const { id, email, name } = session.user;
  return { kind: 'user', id, name: email ?? name, role: session.role, scopes: null, address };
}
