import { EVERY_PLANT, type PlantRoles, plantRolesSchema } from '#domain/plant-roles.ts';
import type { Role } from '#domain/roles.ts';

/** The roles that an account or a session keeps: by plant, or one in all of them. */
export function plantRolesOf({ role, plantRoles }: { role: Role; plantRoles: unknown }): PlantRoles {
  return plantRoles === null ? { [EVERY_PLANT]: role } : plantRolesSchema.parse(plantRoles);
}
