import type { Role } from '#domain/roles.ts';
import { database } from '#server/stores/database.ts';
import { findEnabledUser } from '#server/stores/user-accounts.ts';

export interface TokenOwner {
  name: string;
  role: Role;
}

/** The person a personal token acts for, as they are now; null for one who may no longer sign in: then the token stops. */
export async function findTokenOwner(ownerId: string): Promise<TokenOwner | null> {
  const user = await findEnabledUser(database(), ownerId);
  return user && { name: user.email ?? user.name, role: user.role };
}
