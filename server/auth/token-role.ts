import { EVERY_PLANT, lesserRoles, type PlantRoles } from '#domain/plant-roles.ts';
import { roleSchema } from '#domain/roles.ts';
import type { Database } from '#server/stores/database.ts';
import { listTokenLine, type TokenRow } from '#server/stores/tokens.ts';
import { findTokenOwner } from './token-owner.ts';

/** A token that made a token that made a token: so many at most, each of which is looked at with every request. */
export const MAX_GENERATIONS = 8;

/** A token by itself: neither revoked nor expired. */
export function isTokenOpen(
  { revokedAt, expiresAt }: Pick<TokenRow, 'revokedAt' | 'expiresAt'>,
  nowMs: number,
): boolean {
  return revokedAt === null && expiresAt.getTime() > nowMs;
}

/**
 * The roles in force of a token: in each plant the least of those that it and every token it came of were made with, and that
 * their owners have today. Null when one of them is revoked or expired, or an owner may no longer sign in.
 */
export async function findTokenRoles(db: Database, token: TokenRow, nowMs: number): Promise<PlantRoles | null> {
  const line = await listTokenLine(db, token, MAX_GENERATIONS);
  let roles: PlantRoles = { [EVERY_PLANT]: 'admin' };
  for (const one of line) {
    if (!isTokenOpen(one, nowMs)) return null;
    roles = lesserRoles(roles, rolesMadeWith(one));
    if (one.ownerId === null) continue;
    const owner = await findTokenOwner(one.ownerId);
    if (!owner) return null;
    roles = lesserRoles(roles, owner.roles);
  }
  return roles;
}

/** Of a token that names no plants its role is everywhere. */
function rolesMadeWith({ role, plants }: Pick<TokenRow, 'role' | 'plants'>): PlantRoles {
  const made = roleSchema.parse(role);
  return Object.fromEntries((plants.length === 0 ? [EVERY_PLANT] : plants).map((plantId) => [plantId, made]));
}
