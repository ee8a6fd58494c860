import type { Principal } from '#server/auth/principal.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { database } from '#server/stores/database.ts';

/** What a service acts within that makes a plant, or looks at all of them: for somebody, on one connection, at a time. */
export type RegistryContext = Omit<ServiceContext, 'plant'>;

export function openRegistryContext(principal: Principal): RegistryContext {
  return { principal, db: database(), now: () => new Date() };
}
