import type { PlantRoles } from '#domain/plant-roles.ts';
import { database } from '#server/stores/database.ts';
import { findEnabledUser } from '#server/stores/user-accounts.ts';
import { plantRolesOf } from './plant-roles-of.ts';

export interface TokenOwner {
  name: string;
  roles: PlantRoles;
}

/** The person a personal token acts for, as they are now; null for one who may no longer sign in: then the token stops. */
export async function findTokenOwner(ownerId: string): Promise<TokenOwner | null> {
  const user = await findEnabledUser(database(), ownerId);
  return user && { name: user.email ?? user.name, roles: plantRolesOf(user) };
}
