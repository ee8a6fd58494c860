'use client';

import { Button } from '@mantine/core';
import { contactWords, DoorCard } from '#components/sign-in/door-card.tsx';
import { useTexts } from '#components/texts/texts-provider.tsx';
import type { Role } from '#domain/roles.ts';

interface ForbiddenPageProps {
  /** Null for nobody. */
  name: string | null;
  role: Role | null;
  contact: string | null;
}

/** In place of a page that takes a larger role. */
export function ForbiddenPage({ name, role, contact }: ForbiddenPageProps) {
  const t = useTexts();
  const action = (
    <Button component="a" href="/" size="md" fullWidth>
      {t('common.toPlant')}
    </Button>
  );
  return (
    <DoorCard
      title={t('signIn.yourRole', { role: role ? t(`roles.${role}`) : t('signIn.noRole') })}
      action={action}
      foot={t('signIn.signedInAs', { name: name ?? t('signIn.nobody') })}
    >
      <p>{t('signIn.needsMore')}</p>
      <p>{t.rich('signIn.askForRole', { contact: contactWords(contact, t), b: (text) => <b>{text}</b> })}</p>
    </DoorCard>
  );
}
