import { type Action, MIN_ROLE } from '#domain/actions.ts';
import { EVERY_PLANT, type PlantRoles, roleInPlant, roleOfInstallation } from '#domain/plant-roles.ts';
import { isAtLeast, type Role } from '#domain/roles.ts';
import { HeliographError } from '#server/errors.ts';

export interface Credential {
  kind: 'session' | 'token';
  id: string;
}

/** Who asks for something: a person with a session, a token, or the product itself (a command line, the schedule). */
export interface Principal {
  kind: 'user' | 'token' | 'system';
  /** Stable for as long as the person or token exists; what the audit log keeps. */
  id: string;
  /** For people to read: a mail address, a token's name, `command line`. */
  name: string;
  /** In what they act within: a plant, or the installation. */
  role: Role;
  /** By plant, where it is not `role` in all of them. */
  plantRoles?: PlantRoles;
  /** The actions a token was made for; null when the role alone decides. */
  scopes: readonly Action[] | null;
  /** The session or token that it came with: gone, the principal is nobody. Null for the product itself. */
  credential: Credential | null;
  /** The person it acts for: themselves, or the owner of a personal token; null for a service and the product itself. */
  personId: string | null;
  /** Where the request came from; null for the product itself. */
  address: string | null;
}

/** The operator of a machine who runs a command there: who can do that has the database's password. */
export function systemPrincipal(name: string): Principal {
  const nobody = { credential: null, personId: null, address: null };
  return { kind: 'system', id: name, name, role: 'admin', scopes: null, ...nobody };
}

/** The principal with these roles, in what is of no plant. */
export function withRoles(principal: Omit<Principal, 'role' | 'plantRoles'>, plantRoles: PlantRoles): Principal {
  return { ...principal, plantRoles, role: roleOfInstallation(plantRoles) };
}

export function rolesOf({ role, plantRoles }: Principal): PlantRoles {
  return plantRoles ?? { [EVERY_PLANT]: role };
}

/** The principal with the role that they have in a plant; null when it is none of theirs. */
export function principalIn(principal: Principal, plantId: string): Principal | null {
  const role = roleInPlant(rolesOf(principal), plantId);
  return role && { ...principal, role };
}

export function mayDo({ role, scopes }: Principal, action: Action): boolean {
  return isAtLeast(role, MIN_ROLE[action]) && (scopes === null || scopes.includes(action));
}

/** Throws `forbidden` that names the action, and the role or scope that it takes. */
export function requireAction(principal: Principal, action: Action): void {
  if (mayDo(principal, action)) return;
  const { name, role } = principal;
  const missing = isAtLeast(role, MIN_ROLE[action]) ? `a token with the scope ${action}` : MIN_ROLE[action];
  throw new HeliographError('forbidden', `${name} is ${role}: ${action} takes ${missing}`);
}
