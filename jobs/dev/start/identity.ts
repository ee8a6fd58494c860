import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { CLIENT_ID } from '#jobs/dev/identity/client-id.ts';
import { newSecrets, readSecrets, writeSecrets } from '#jobs/dev/identity/secrets.ts';
import { freePort, whyPortIsClosed } from '#jobs/process/ports.ts';
import { projectRoot } from '#jobs/process/project-root.ts';
import { signInSettings } from '#server/auth/sign-in-settings.ts';
import { adoptSetting, dataPath, readSettings } from '#server/env.ts';
import { HeliographError } from '#server/errors.ts';
import { answers } from './answers.ts';
import { type Service, startService } from './service.ts';

const READY_TIMEOUT_MS = 180_000;

export interface SignIn {
  issuer: string;
  /** True for the provider that `npm start` itself starts, false for the one of OIDC_ISSUER. */
  development: boolean;
}

/**
 * Settles how people sign in to the console on this port: at OIDC_ISSUER, else at the development provider, with secrets
 * that are made up once for the data folder.
 */
export async function prepareSignIn(port: number): Promise<SignIn> {
  const { NEXTAUTH_URL, NEXTAUTH_SECRET, OIDC_ISSUER } = readSettings();
  if (!NEXTAUTH_URL) adoptSetting('NEXTAUTH_URL', `http://localhost:${port}`);
  if (OIDC_ISSUER) {
    return { issuer: signInSettings().issuer, development: false };
  }
  const file = dataPath('identity.json');
  let secrets = readSecrets(file);
  if (!secrets || (await whyPortIsClosed(secrets.port))) {
    const free = await freePort();
    secrets = secrets ? { ...secrets, port: free } : newSecrets(free);
    writeSecrets(file, secrets);
  }
  const issuer = `http://127.0.0.1:${secrets.port}`;
  adoptSetting('OIDC_ISSUER', issuer);
  adoptSetting('OIDC_CLIENT_ID', CLIENT_ID);
  adoptSetting('OIDC_CLIENT_SECRET', secrets.clientSecret);
  if (!NEXTAUTH_SECRET) adoptSetting('NEXTAUTH_SECRET', secrets.sessionSecret);
  return { issuer, development: true };
}

/** Starts the development provider and waits until it answers. */
export async function startIdentity(
  { issuer }: SignIn,
  logFolder: string,
  signal: AbortSignal,
  again = false,
): Promise<Service> {
  const script = path.join(projectRoot, 'jobs/dev/identity/main.ts');
  const service = startService({ name: 'identity', script, logFolder, again });
  let died = false;
  service.ended.then(() => {
    died = true;
  });
  const deadlineMs = Date.now() + READY_TIMEOUT_MS;
  while (!(await answers(`${issuer}/.well-known/openid-configuration`))) {
    if (died || signal.aborted || Date.now() > deadlineMs) {
      await service.stop();
      if (signal.aborted) throw new HeliographError('cancelled', 'stopped before people could sign in');
      throw new HeliographError('internal', `the development identity provider did not start:\n${service.lastLines()}`);
    }
    await delay(50);
  }
  return service;
}
