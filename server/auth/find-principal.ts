import { lesserRoles } from '#domain/plant-roles.ts';
import { requestFacts } from '#server/request-facts.ts';
import { findOpenSession } from './find-session.ts';
import { findTokenPrincipal } from './find-token-principal.ts';
import { plantRolesOf } from './plant-roles-of.ts';
import { type Principal, withRoles } from './principal.ts';

const BEARER = /^Bearer +(\S+) *$/i;

/** Who sends a request, by its token or else by the session of its cookie; null when that is nobody. */
export function findPrincipal(request: Request): Promise<Principal | null> {
  return findPrincipalOf(request.headers);
}

/** A request that carries a token counts by it alone: one that is not known is not made good by a cookie. */
export async function findPrincipalOf(headers: Headers): Promise<Principal | null> {
  const address = requestFacts()?.address ?? null;
  const authorization = headers.get('authorization');
  if (authorization !== null) {
    const token = BEARER.exec(authorization)?.[1];
    return token === undefined ? null : findTokenPrincipal(token, address);
  }
  const session = await findOpenSession(headers);
  if (!session) return null;
  const { id, email, name } = session.user;
  const credential = { kind: 'session', id: session.id } as const;
  return withRoles(
    { kind: 'user', id, name: email ?? name, scopes: null, credential, personId: id, address },
    // Who was demoted at a later sign-in has the role of then in every older session; who rose, from the next one on.
    lesserRoles(plantRolesOf(session), plantRolesOf(session.user)),
  );
}
