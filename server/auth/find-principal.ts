import type { Principal } from './principal.ts';

/** Who sends a request; null when nobody is signed in. Until there is a sign-in, who reaches the console operates it. */
export async function findPrincipal(_request: Request): Promise<Principal | null> {
  return { kind: 'user', id: 'console', name: 'console', role: 'admin', scopes: null, address: null };
}
