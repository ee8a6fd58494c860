import Provider from 'oidc-provider';
import { findAccount } from './accounts.ts';
import { CLIENT_ID } from './client-id.ts';
import { problemPage, signedOutPage, signOutPage } from './pages.ts';
import type { IdentitySecrets } from './secrets.ts';

const SCOPE = 'openid profile email';
const DAY_S = 24 * 60 * 60;

/** An OpenID Connect provider with the development accounts, for one console. */
export function developmentProvider(issuer: string, consoleUrl: string, secrets: IdentitySecrets): Provider {
  return new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT_ID,
        client_secret: secrets.clientSecret,
        redirect_uris: [`${consoleUrl}/api/auth/callback/plant`],
        post_logout_redirect_uris: [`${consoleUrl}/sign-in?signedOut=1`],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    jwks: { keys: [{ ...secrets.signingKey, kid: 'development', use: 'sig', alg: 'RS256', kty: 'RSA' }] },
    cookies: { keys: [secrets.cookieKey] },
    claims: { openid: ['sub', 'groups'], profile: ['name'], email: ['email'] },
    scopes: ['openid', 'profile', 'email'],
    // Groups belong into the ID token, as the console reads no other.
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    ttl: { AccessToken: 300, IdToken: 300, Interaction: 3600, Session: DAY_S, Grant: DAY_S },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: async (context, form) => {
          context.body = signOutPage(form);
        },
        postLogoutSuccessSource: async (context) => {
          context.body = signedOutPage(consoleUrl);
        },
      },
    },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    renderError: async (context, { error_description, error }) => {
      context.type = 'html';
      context.body = problemPage(error_description ?? error, consoleUrl);
    },
    findAccount: async (_context, sub) => {
      const account = findAccount(sub);
      if (!account) return undefined;
      const { email, name, groups } = account;
      return { accountId: sub, claims: async () => ({ sub, email, name, groups: [...groups] }) };
    },
    // The console is the only client and asks for nothing but who somebody is: no page of consent.
    loadExistingGrant: async ({ oidc }) => {
      const { client, session, provider } = oidc;
      if (!client || !session?.accountId) return undefined;
      const known = session.grantIdFor(client.clientId);
      if (known) return provider.Grant.find(known);
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope(SCOPE);
      await grant.save();
      return grant;
    },
  });
}
