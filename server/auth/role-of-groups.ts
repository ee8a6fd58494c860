import { z } from 'zod';
import { EVERY_PLANT, highestRole, type PlantRoles } from '#domain/plant-roles.ts';
import { isAtLeast, ROLES, type Role } from '#domain/roles.ts';
import type { Settings } from '#server/env.ts';

type GroupSettings = Pick<
  Settings,
  'OIDC_VIEWER_GROUPS' | 'OIDC_OPERATOR_GROUPS' | 'OIDC_ADMIN_GROUPS' | 'OIDC_PLANT_GROUPS'
>;

const listSchema = z.array(z.unknown());

/**
 * The groups that a claim lists: a list of names, the same as JSON in a text, or the one name that a text is. A text is
 * never split: what stands between commas or blanks of a name, such as `OU=Groups`, is no group. What is no text counts
 * for nothing.
 */
export function groupsOf(claim: unknown): string[] {
  const list = typeof claim === 'string' ? (jsonListOf(claim) ?? [claim]) : claim;
  if (!Array.isArray(list)) return [];
  return list.filter((group): group is string => typeof group === 'string' && group !== '');
}

export interface RolesOfGroups {
  /** The highest anywhere. */
  role: Role;
  /** By plant; null where `role` holds in every plant. */
  plantRoles: PlantRoles | null;
}

/** What the groups give: in each plant the highest role. Null when none of them is known here. Names are compared exactly. */
export function rolesOfGroups(groups: readonly string[], settings: GroupSettings): RolesOfGroups | null {
  const everywhere: Record<Role, readonly string[]> = {
    viewer: settings.OIDC_VIEWER_GROUPS,
    operator: settings.OIDC_OPERATOR_GROUPS,
    admin: settings.OIDC_ADMIN_GROUPS,
  };
  const given = [
    ...ROLES.map((role) => ({ plantId: EVERY_PLANT, role, members: everywhere[role] })),
    ...Object.entries(settings.OIDC_PLANT_GROUPS).flatMap(([plantId, of]) =>
      ROLES.map((role) => ({ plantId, role, members: of[role] ?? [] })),
    ),
  ].filter(({ members }) => groups.some((group) => members.includes(group)));
  const roles: Record<string, Role> = {};
  for (const { plantId, role } of given) {
    const before = roles[plantId];
    if (before === undefined || isAtLeast(role, before)) roles[plantId] = role;
  }
  const role = highestRole(roles);
  if (role === null) return null;
  return { role, plantRoles: roles[EVERY_PLANT] === role ? null : roles };
}

function jsonListOf(text: string): unknown[] | null {
  if (!text.trimStart().startsWith('[')) return null;
  try {
    return listSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
