'use client';

import { DoorCard } from '#components/sign-in/door-card.tsx';
import { SignInButton } from '#components/sign-in/sign-in-button.tsx';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { Notice } from '#components/ui/notice.tsx';

interface SignInPageProps {
  callbackUrl: string;
  /** Host name of the provider; null when sign-in is not set up. */
  providerHost: string | null;
  /** The provider is the one that `npm start` brings. */
  development: boolean;
  signedOut: boolean;
  failed: boolean;
}

export function SignInPage({ callbackUrl, providerHost, development, signedOut, failed }: SignInPageProps) {
  const t = useTexts();
  if (providerHost === null) {
    return <DoorCard title={t('signIn.notSetUp')}>{t('signIn.noProvider')}</DoorCard>;
  }
  const where = development ? t('signIn.development') : t('signIn.where', { providerHost });
  return (
    <DoorCard title={t('signIn.title')} action={<SignInButton callbackUrl={callbackUrl} />} foot={where}>
      {failed ? (
        <Notice tone="bad" title={t('signIn.failed')}>
          {t('signIn.failedBecause')}
        </Notice>
      ) : signedOut ? (
        <Notice tone="good" title={t('signIn.signedOut')} />
      ) : (
        <p>{t('signIn.claim')}</p>
      )}
    </DoorCard>
  );
}
