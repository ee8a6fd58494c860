import type { Principal } from './principal.ts';

/**
 * Who sends a request; null when nobody is signed in. Until there is a sign-in, who reaches the console operates it; a token
 * is refused, since none has been given out.
 */
export async function findPrincipal(request: Request): Promise<Principal | null> {
  if (request.headers.has('authorization')) return null;
  return { kind: 'user', id: 'console', name: 'console', role: 'admin', scopes: null, address: null };
}
