import { requireAction } from '#server/auth/principal.ts';
import { settingOrigins } from '#server/env.ts';
import type { ServiceContext } from '#server/services/context.ts';

export interface DescribedSetting {
  name: string;
  /** Secrets masked; null when the setting has no value. */
  value: string | null;
  origin: string;
}

// The address of a Slack webhook is all it takes to write into the channel.
const SECRET = /SECRET|PASSWORD|TOKEN|PRIVATE_KEY|CREDENTIAL|WEBHOOK_URL/;
const MASK = '********';

/** Every setting as this process sees it, where it comes from, and nothing that must not be shown. */
export function describeSettings(context: Pick<ServiceContext, 'principal' | 'settings'>): DescribedSetting[] {
  requireAction(context.principal, 'settings.read');
  const settings = new Map<string, unknown>(Object.entries(context.settings));
  return settingOrigins().map(({ name, given, origin }) => {
    const value = given ?? settings.get(name);
    return { name, value: value === undefined ? null : masked(name, String(value)), origin };
  });
}

/** A setting without its secret: the whole value, or the password inside an address. */
export function masked(name: string, value: string): string {
  if (SECRET.test(name)) return MASK;
  return value.replaceAll(/(\w+:\/\/[^\s:@/]*):[^\s/]*@/g, `$1:${MASK}@`);
}
