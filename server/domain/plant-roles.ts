import { z } from 'zod';
import { isAtLeast, lesserRole, type Role, roleSchema } from '#domain/roles.ts';

/** In the place of a plant's id: all of them, those too that are not registered yet. */
export const EVERY_PLANT = '*';

/** Somebody's role by plant; with `*` the one that they have in every plant. Who is in none has no access to it. */
export const plantRolesSchema = z.record(z.string(), roleSchema);
export type PlantRoles = Readonly<Record<string, Role>>;

/** The role in a plant: the higher of the one there and the one everywhere; null without either. */
export function roleInPlant(roles: PlantRoles, plantId: string): Role | null {
  const [here = null, everywhere = null] = [roles[plantId], roles[EVERY_PLANT]];
  if (here === null || everywhere === null) return here ?? everywhere;
  return isAtLeast(here, everywhere) ? here : everywhere;
}

/** The role in what is of no plant: people, tokens, models, settings. Who is in some plants only may look at most. */
export function roleOfInstallation(roles: PlantRoles): Role {
  return roles[EVERY_PLANT] ?? 'viewer';
}

/** The highest role that they give anywhere; null when they give none. */
export function highestRole(roles: PlantRoles): Role | null {
  return Object.values(roles).reduce<Role | null>(
    (highest, role) => (highest !== null && isAtLeast(highest, role) ? highest : role),
    null,
  );
}

/** What both give: in each plant the lesser role of the two. */
export function lesserRoles(one: PlantRoles, other: PlantRoles): PlantRoles {
  const plants = new Set([...Object.keys(one), ...Object.keys(other)]);
  const both = [...plants].flatMap((plantId) => {
    const [a, b] = [roleInPlant(one, plantId), roleInPlant(other, plantId)];
    return a === null || b === null ? [] : [[plantId, lesserRole(a, b)] as const];
  });
  return Object.fromEntries(both);
}
