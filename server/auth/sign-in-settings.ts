import { readSettings } from '#server/env.ts';
import { HeliographError } from '#server/errors.ts';
import { isLoopbackHost } from './loopback-host.ts';

export interface SignInSettings {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Address of the console, without a slash at its end. */
  consoleUrl: string;
  secret: string;
}

/** What sign-in takes. Throws `invalid_input` that names the settings which are missing. */
export function signInSettings(): SignInSettings {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, NEXTAUTH_URL, NEXTAUTH_SECRET } = readSettings();
  if (OIDC_ISSUER && OIDC_CLIENT_ID && OIDC_CLIENT_SECRET && NEXTAUTH_URL && NEXTAUTH_SECRET) {
    checkIssuer(OIDC_ISSUER);
    return {
      issuer: OIDC_ISSUER,
      clientId: OIDC_CLIENT_ID,
      clientSecret: OIDC_CLIENT_SECRET,
      consoleUrl: new URL(NEXTAUTH_URL).origin,
      secret: NEXTAUTH_SECRET,
    };
  }
  const given = { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, NEXTAUTH_URL, NEXTAUTH_SECRET };
  const missing = Object.entries(given).flatMap(([name, value]) => (value ? [] : [name]));
  throw new HeliographError('invalid_input', `nobody can sign in without ${missing.join(', ')}: set what is missing`);
}

/** Without TLS anybody on the way could pass for the provider; only on this machine nobody is on the way. */
function checkIssuer(issuer: string): void {
  const { protocol, hostname } = new URL(issuer);
  if (protocol === 'https:' || isLoopbackHost(hostname)) return;
  throw new HeliographError('invalid_input', `OIDC_ISSUER is ${issuer}: it must begin with https://`);
}
