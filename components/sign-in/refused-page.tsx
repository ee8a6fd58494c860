'use client';

import { Button } from '@mantine/core';
import { contactWords, DoorCard } from '#components/sign-in/door-card.tsx';
import { useTexts } from '#components/texts/texts-provider.tsx';

interface RefusedPageProps {
  because: 'group' | 'disabled';
  contact: string | null;
  /** Where another account can be chosen. */
  otherAccountUrl: string;
}

/** For somebody whom the provider knows and the console does not let in: why, and whom to ask. */
export function RefusedPage({ because, contact, otherAccountUrl }: RefusedPageProps) {
  const t = useTexts();
  const action = (
    <Button component="a" href={otherAccountUrl} variant="default" size="md" fullWidth>
      {t('signIn.otherAccount')}
    </Button>
  );
  if (because === 'disabled') {
    return (
      <DoorCard title={t('signIn.disabled')} action={action}>
        <p>{t('signIn.disabledBy')}</p>
        <p>{t.rich('signIn.askAgain', { contact: contactWords(contact, t), b: (text) => <b>{text}</b> })}</p>
      </DoorCard>
    );
  }
  return (
    <DoorCard title={t('signIn.noAccess')} action={action}>
      <p>{t('signIn.noGroup')}</p>
      <p>{t.rich('signIn.askForGroup', { contact: contactWords(contact, t), b: (text) => <b>{text}</b> })}</p>
    </DoorCard>
  );
}
