import { ForbiddenPage } from '#components/sign-in/forbidden-page.tsx';
import { readSettings } from '#server/env.ts';
import { pagePrincipal } from '#server/http/require-page.ts';
import { titled } from './request-texts.ts';

export const generateMetadata = titled('forbidden');

export default async function Forbidden() {
  const principal = await pagePrincipal();
  const { ACCESS_CONTACT } = readSettings();
  return (
    <ForbiddenPage name={principal?.name ?? null} role={principal?.role ?? null} contact={ACCESS_CONTACT ?? null} />
  );
}
