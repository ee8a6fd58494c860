import { randomBytes } from 'node:crypto';
import { encode } from 'next-auth/jwt';
import { sessionCookie } from '#server/auth/session-cookie.ts';
import { adoptSetting } from '#server/env.ts';
import { openSystem } from '#server/services/context.ts';
import { startSession } from '#server/services/sessions/start-session.ts';

// No provider is asked: the session begins as if one had vouched for the visitor.
const ISSUER = 'http://127.0.0.1:9';

/** Who is measured: a session's cookie for the console at `origin`, by its name and value. */
export interface Visitor {
  origin: string;
  cookie: { name: string; value: string };
}

/** Begins a viewer's session in the bench's own database; adopts the settings by which the console will know it. */
export async function beginSession(origin: string): Promise<Visitor> {
  const secret = randomBytes(32).toString('base64url');
  adoptSetting('NEXTAUTH_URL', origin);
  adoptSetting('NEXTAUTH_SECRET', secret);
  adoptSetting('OIDC_ISSUER', ISSUER);
  adoptSetting('OIDC_CLIENT_ID', 'bench');
  adoptSetting('OIDC_CLIENT_SECRET', 'bench');
  // One visitor asks in a minute what many do in a day.
  adoptSetting('RATE_READS_PER_MINUTE', '60000');
  const viewer = { issuer: ISSUER, subject: 'bench', name: 'Bench', email: null, role: 'viewer' } as const;
  const sessionKey = await startSession(openSystem(), { ...viewer, idToken: null, address: null });
  return {
    origin,
    cookie: { name: sessionCookie(origin).name, value: await encode({ token: { sessionKey }, secret }) },
  };
}

/** The header by which a request without a browser is the visitor's. */
export function headersOf({ cookie }: Visitor): { cookie: string } {
  return { cookie: `${cookie.name}=${cookie.value}` };
}
