import type { Role } from './roles.ts';

export interface TokenOwner {
  name: string;
  role: Role;
}

/**
 * The person a personal token acts for, as they are now; null for one who may no longer sign in: then the token stops.
 * Until there is a sign-in, the console is the only one.
 */
export async function findTokenOwner(ownerId: string): Promise<TokenOwner | null> {
  return ownerId === 'console' ? { name: 'console', role: 'admin' } : null;
}
