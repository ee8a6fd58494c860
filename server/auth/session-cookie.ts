import { decode } from 'next-auth/jwt';
import { z } from 'zod';
import { readSettings } from '#server/env.ts';

const tokenSchema = z.object({ sessionKey: z.string().min(40).max(50) });

/** The cookie of a session: for the console alone, never for a script, and with https never without it. */
export function sessionCookie(consoleUrl: string) {
  const secure = consoleUrl.startsWith('https:');
  return {
    name: `${secure ? '__Host-' : ''}heliograph.session`,
    options: { httpOnly: true, sameSite: 'lax' as const, path: '/', secure },
  };
}

/**
 * The key of the session that a request's cookie names; null without one. The cookie is encrypted and authenticated by
 * the secret of this console (A256GCM): one that is forged, altered or not encrypted at all is as good as none.
 */
export async function sessionKeyOf(headers: Headers): Promise<string | null> {
  const { NEXTAUTH_URL, NEXTAUTH_SECRET } = readSettings();
  if (!NEXTAUTH_URL || !NEXTAUTH_SECRET) return null;
  const value = cookieOf(headers, sessionCookie(NEXTAUTH_URL).name);
  if (value === undefined) return null;
  try {
    return tokenSchema.parse(await decode({ token: value, secret: NEXTAUTH_SECRET })).sessionKey;
  } catch {
    return null;
  }
}

function cookieOf(headers: Headers, name: string): string | undefined {
  const pairs = (headers.get('cookie') ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}
