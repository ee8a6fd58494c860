import { ForbiddenPage } from '#components/sign-in/forbidden-page.tsx';
import { readSettings } from '#server/env.ts';
import { pagePrincipal } from '#server/http/require-page.ts';

export const metadata = { title: 'Forbidden' };

export default async function Forbidden() {
  const principal = await pagePrincipal();
  const { ACCESS_CONTACT } = readSettings();
  return (
    <ForbiddenPage
      name={principal?.name ?? 'nobody'}
      role={principal?.role ?? 'none'}
      contact={ACCESS_CONTACT ?? null}
    />
  );
}
