import { z } from 'zod';
import { ROLES, type Role } from '#domain/roles.ts';
import type { Settings } from '#server/env.ts';

type GroupSettings = Pick<Settings, 'OIDC_VIEWER_GROUPS' | 'OIDC_OPERATOR_GROUPS' | 'OIDC_ADMIN_GROUPS'>;

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

/** The highest role that one of the groups gives; null when none of them is known here. Names are compared exactly. */
export function roleOfGroups(groups: readonly string[], settings: GroupSettings): Role | null {
  const members: Record<Role, readonly string[]> = {
    viewer: settings.OIDC_VIEWER_GROUPS,
    operator: settings.OIDC_OPERATOR_GROUPS,
    admin: settings.OIDC_ADMIN_GROUPS,
  };
  return ROLES.findLast((role) => groups.some((group) => members[role].includes(group))) ?? null;
}

function jsonListOf(text: string): unknown[] | null {
  if (!text.trimStart().startsWith('[')) return null;
  try {
    return listSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
