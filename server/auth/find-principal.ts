import { readSettings } from '#server/env.ts';
import { clientAddress } from './client-address.ts';
import { findOpenSession } from './find-session.ts';
import type { Principal } from './principal.ts';

/** Who sends a request, by its token or else by the session of its cookie; null when that is nobody. */
export function findPrincipal(request: Request): Promise<Principal | null> {
  return findPrincipalOf(request.headers);
}

/** A request that carries a token counts by it alone: one that is not known is not made good by a cookie. */
export async function findPrincipalOf(headers: Headers): Promise<Principal | null> {
  const address = clientAddress(headers, readSettings().TRUSTED_PROXIES);
  // Personal and service tokens are asked for here; until there are some, nobody has one.
  if (headers.has('authorization')) return null;
  const session = await findOpenSession(headers);
  if (!session) return null;
  const { id, email, name } = session.user;
  return { kind: 'user', id, name: email ?? name, role: session.role, scopes: null, address };
}
