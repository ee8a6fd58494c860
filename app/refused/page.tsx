import { RefusedPage } from '#components/sign-in/refused-page.tsx';
import { findSignedOutUrl } from '#server/auth/find-end-session.ts';
import { readSettings } from '#server/env.ts';
import { titled } from '../request-texts.ts';

export const generateMetadata = titled('refused');

export default async function Page({ searchParams }: { searchParams: Promise<{ because?: string | string[] }> }) {
  const { because } = await searchParams;
  const { ACCESS_CONTACT } = readSettings();
  return (
    <RefusedPage
      because={because === 'disabled' ? 'disabled' : 'group'}
      contact={ACCESS_CONTACT ?? null}
      otherAccountUrl={await findSignedOutUrl(null)}
    />
  );
}
