import { z } from 'zod';
import { log } from '#server/log.ts';
import { type SignInSettings, signInSettings } from './sign-in-settings.ts';

const TIMEOUT_MS = 5_000;
const discoverySchema = z.looseObject({ end_session_endpoint: z.url({ protocol: /^https?$/ }).optional() });

/**
 * Where the browser goes after sign-out: to the provider where it can end its own session (RP-initiated logout), which
 * sends it back; else to the sign-in page. A provider that gives no answer keeps nobody signed in here.
 */
export async function findSignedOutUrl(idToken: string | null): Promise<string> {
  const settings = signInSettings();
  const back = `${settings.consoleUrl}/sign-in?signedOut=1`;
  const endpoint = await findEndpoint(settings);
  if (endpoint === undefined) return back;
  const url = new URL(endpoint);
  url.searchParams.set('client_id', settings.clientId);
  url.searchParams.set('post_logout_redirect_uri', back);
  if (idToken !== null) url.searchParams.set('id_token_hint', idToken);
  return url.href;
}

async function findEndpoint({ issuer }: SignInSettings): Promise<string | undefined> {
  try {
    const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const answer = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS), redirect: 'error' });
    return discoverySchema.parse(await answer.json()).end_session_endpoint;
  } catch (error) {
    log.warn({ err: error }, 'end session discovery failed');
    return undefined;
  }
}
