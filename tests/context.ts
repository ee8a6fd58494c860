import { type Principal, systemPrincipal } from '#server/auth/principal.ts';
import {
  type InstallationContext,
  openContext,
  openInstallation,
  type ServiceContext,
} from '#server/services/context.ts';

/** What a test calls services within: the plant of the settings, for an administrator unless somebody else is named. */
export function contextOf(principal: Principal = systemPrincipal('test')): Promise<ServiceContext> {
  return openContext(principal);
}

/** The same for what is of no plant. */
export function installationOf(principal: Principal = systemPrincipal('test')): InstallationContext {
  return openInstallation(principal);
}
