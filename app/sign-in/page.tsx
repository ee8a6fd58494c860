import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { SignInPage } from '#components/sign-in/sign-in-page.tsx';
import { callbackPath } from '#server/auth/callback-path.ts';
import { isLoopbackHost } from '#server/auth/loopback-host.ts';
import { type SignInSettings, signInSettings } from '#server/auth/sign-in-settings.ts';
import { messageOf } from '#server/errors.ts';
import { pagePrincipal } from '#server/http/require-page.ts';
import { log } from '#server/log.ts';
import { titled } from '../request-texts.ts';

export const generateMetadata = titled('signIn');

interface PageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function Page({ searchParams }: PageProps) {
  const { callbackUrl, error, signedOut } = await searchParams;
  const settings = settingsOrNull();
  const back = callbackPath(pathOf(callbackUrl, settings));
  if (await pagePrincipal()) redirect(back);
  if (settings) await toOwnName(settings, back);
  const issuer = settings ? new URL(settings.issuer) : null;
  return (
    <SignInPage
      callbackUrl={back}
      providerHost={issuer?.host ?? null}
      development={issuer !== null && isLoopbackHost(issuer.hostname)}
      signedOut={signedOut !== undefined}
      failed={error !== undefined}
    />
  );
}

/** next-auth names the path together with the console's own address. */
function pathOf(callbackUrl: unknown, settings: SignInSettings | null): unknown {
  if (typeof callbackUrl !== 'string' || !settings) return callbackUrl;
  return callbackUrl.startsWith(`${settings.consoleUrl}/`)
    ? callbackUrl.slice(settings.consoleUrl.length)
    : callbackUrl;
}

/** On this machine 127.0.0.1 and localhost are the same console, but not the same site: sign-in needs the one it is set to. */
async function toOwnName({ consoleUrl }: SignInSettings, back: string): Promise<void> {
  const own = new URL(consoleUrl);
  const host = (await headers()).get('host') ?? own.host;
  const hostname = URL.parse(`http://${host}`)?.hostname;
  if (host === own.host || !hostname || !isLoopbackHost(hostname) || !isLoopbackHost(own.hostname)) return;
  redirect(`${consoleUrl}/sign-in?callbackUrl=${encodeURIComponent(back)}`);
}

function settingsOrNull(): SignInSettings | null {
  try {
    return signInSettings();
  } catch (error) {
    log.error(messageOf(error));
    return null;
  }
}
