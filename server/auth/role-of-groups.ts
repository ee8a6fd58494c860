import type { Settings } from '#server/env.ts';
import { ROLES, type Role } from './roles.ts';

type GroupSettings = Pick<Settings, 'OIDC_VIEWER_GROUPS' | 'OIDC_OPERATOR_GROUPS' | 'OIDC_ADMIN_GROUPS'>;

/** The groups that a claim lists: an array of names, or one text with blanks or commas between, as some providers send. */
export function groupsOf(claim: unknown): string[] {
  if (Array.isArray(claim)) return claim.filter((group) => typeof group === 'string');
  return typeof claim === 'string' ? claim.split(/[\s,]+/).filter(Boolean) : [];
}

/** The highest role that one of the groups gives; null when none of them is known here. */
export function roleOfGroups(groups: readonly string[], settings: GroupSettings): Role | null {
  const members: Record<Role, readonly string[]> = {
    viewer: settings.OIDC_VIEWER_GROUPS,
    operator: settings.OIDC_OPERATOR_GROUPS,
    admin: settings.OIDC_ADMIN_GROUPS,
  };
  return ROLES.findLast((role) => groups.some((group) => members[role].includes(group))) ?? null;
}
