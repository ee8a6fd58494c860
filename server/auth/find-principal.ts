import { HeliographError } from '#server/errors.ts';
import { findTokenPrincipal } from './find-token-principal.ts';
import type { Principal } from './principal.ts';

const BEARER = /^Bearer +(\S+) *$/i;

/** Who sends a request; null when nobody is signed in. Until there is a sign-in, who reaches the console operates it. */
export async function findPrincipal(request: Request): Promise<Principal | null> {
  const authorization = request.headers.get('authorization');
  if (authorization === null) {
    return { kind: 'user', id: 'console', name: 'console', role: 'admin', scopes: null, address: null };
  }
  const token = BEARER.exec(authorization)?.[1];
  const principal = token === undefined ? null : await findTokenPrincipal(token, null);
  if (!principal) throw new HeliographError('unauthenticated', 'the token is unknown, expired or revoked');
  return principal;
}
