import { z } from 'zod';
import { ROLE_NAMES, type RoleName } from '#server/domain/users.ts';

/** What somebody may do, from least to most: each role may do all that the ones before it may. */
export const ROLES = ROLE_NAMES;

export type Role = RoleName;

export const roleSchema = z.enum(ROLES);

/** The one that may do less. */
export function lesserRole(one: Role, other: Role): Role {
  return isAtLeast(one, other) ? other : one;
}

/** True when `role` may do what `least` may. */
export function isAtLeast(role: Role, least: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(least);
}
