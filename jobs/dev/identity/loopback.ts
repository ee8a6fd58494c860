import { isLoopbackHost } from '#server/auth/loopback-host.ts';
import { HeliographError } from '#server/errors.ts';

/** Whoever reaches this provider is let in as whom they like: throws unless it and the console are on this machine only. */
export function requireLoopback({ host, consoleUrl }: { host: string; consoleUrl: string }): void {
  if (!isLoopbackHost(host)) {
    throw new HeliographError('invalid_input', `the development provider listens on 127.0.0.1 only, not on ${host}`);
  }
  const { hostname } = new URL(consoleUrl);
  if (isLoopbackHost(hostname)) return;
  throw new HeliographError(
    'invalid_input',
    `the console is at ${hostname} (NEXTAUTH_URL), where the development provider is no lock: set OIDC_ISSUER`,
  );
}
