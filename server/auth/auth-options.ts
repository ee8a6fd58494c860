import type { NextAuthOptions } from 'next-auth';
import type { OAuthConfig } from 'next-auth/providers/oauth';
import { z } from 'zod';
import { readSettings } from '#server/env.ts';
import { HeliographError, messageOf } from '#server/errors.ts';
import { log } from '#server/log.ts';
import { openSystem } from '#server/services/context.ts';
import { refuseOutsider } from '#server/services/sessions/refuse-outsider.ts';
import { startSession } from '#server/services/sessions/start-session.ts';
import { callbackPath } from './callback-path.ts';
import { groupsOf, rolesOfGroups } from './role-of-groups.ts';
import { sessionCookie } from './session-cookie.ts';
import { ABSOLUTE_MS } from './session-rules.ts';
import { type SignInSettings, signInSettings } from './sign-in-settings.ts';

export const PROVIDER_ID = 'plant';

const claimsSchema = z.looseObject({
  sub: z.string().min(1),
  name: z.string().nullish(),
  preferred_username: z.string().nullish(),
  email: z.string().nullish(),
});

type Claims = z.infer<typeof claimsSchema>;

/**
 * Sign-in of one request: authorization code with PKCE, state and nonce; the groups of the verified ID token say the role.
 * The cookie only carries the key of a session that lies in the database. The library turns every failure into a way back
 * to the sign-in page; `onFailure` hears of one of ours before.
 */
export function authOptions(address: string | null, onFailure: (error: unknown) => void): NextAuthOptions {
  const settings = signInSettings();
  let sessionKey: string | null = null;
  return {
    secret: settings.secret,
    providers: [providerOf(settings)],
    session: { strategy: 'jwt', maxAge: ABSOLUTE_MS / 1000 },
    useSecureCookies: settings.consoleUrl.startsWith('https:'),
    cookies: { sessionToken: sessionCookie(settings.consoleUrl) },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    callbacks: {
      redirect: ({ url, baseUrl }) => baseUrl + callbackPath(url.startsWith(baseUrl) ? url.slice(baseUrl.length) : url),
      signIn: async ({ account, profile }) => {
        const idToken = account?.id_token ?? null;
        const answer = await admit(settings, claimsSchema.parse(profile), { idToken, address }).catch(
          (error: unknown) => {
            onFailure(error);
            // The library puts the message of what is thrown here into the address.
            throw new Error('Callback', { cause: error });
          },
        );
        sessionKey = answer.sessionKey;
        return answer.refusal === null ? true : `${settings.consoleUrl}/refused?because=${answer.refusal}`;
      },
      jwt: () => ({ sessionKey }),
    },
    logger: {
      error: (code, about) => log.warn({ code, reason: reasonOf(about) }, 'sign-in failed'),
      warn: () => undefined,
      debug: () => undefined,
    },
  };
}

function providerOf({ issuer, clientId, clientSecret }: SignInSettings): OAuthConfig<Claims> {
  return {
    id: PROVIDER_ID,
    name: 'Single sign-on',
    type: 'oauth',
    wellKnown: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    issuer,
    clientId,
    clientSecret,
    authorization: { params: { scope: readSettings().OIDC_SCOPE } },
    checks: ['pkce', 'state', 'nonce'],
    idToken: true,
    profile: ({ sub }) => ({ id: sub }),
  };
}

type Admission = { sessionKey: string; refusal: null } | { sessionKey: null; refusal: 'group' | 'disabled' };

async function admit(
  { issuer }: SignInSettings,
  claims: Claims,
  { idToken, address }: { idToken: string | null; address: string | null },
): Promise<Admission> {
  const settings = readSettings();
  const roles = rolesOfGroups(groupsOf(claims[settings.OIDC_GROUPS_CLAIM]), settings);
  const email = claims.email ?? null;
  const name = claims.name ?? claims.preferred_username ?? email ?? claims.sub;
  const context = openSystem();
  if (roles === null) {
    log.warn({ subject: claims.sub }, 'sign-in refused: no known group');
    await refuseOutsider(context, { issuer, subject: claims.sub }, address).catch((error: unknown) =>
      log.error({ err: error }, 'session revocation failed'),
    );
    return { sessionKey: null, refusal: 'group' };
  }
  try {
    const started = await startSession(context, {
      issuer,
      subject: claims.sub,
      name,
      email,
      ...roles,
      idToken,
      address,
    });
    return { sessionKey: started, refusal: null };
  } catch (error) {
    if (error instanceof HeliographError && error.code === 'forbidden')
      return { sessionKey: null, refusal: 'disabled' };
    log.error({ err: error }, 'session start failed');
    throw error;
  }
}

/** What went wrong, without the tokens that the library hands over beside it. */
function reasonOf(about: unknown): string {
  if (about instanceof Error) return about.message;
  return typeof about === 'object' && about !== null && 'error' in about ? messageOf(about.error) : 'unknown';
}
