'use client';

import { Button } from '@mantine/core';
import { isRefusal } from '#components/data/api-error.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Link } from '#components/ui/link.tsx';

interface MissingPageProps {
  what: string;
  error: Error;
  onRetry: () => void;
  back: { href: string; words: string };
}

/** In place of a page whose subject can't be shown: why, a way on, and another try where that may help. */
export function MissingPage({ what, error, onRetry, back }: MissingPageProps) {
  const t = useTexts();
  const refused = isRefusal(error);
  const action = (
    <>
      <Button component={Link} href={back.href} variant={refused ? 'filled' : 'default'}>
        {back.words}
      </Button>
      {!refused && <Button onClick={onRetry}>{t('common.retry')}</Button>}
    </>
  );
  return (
    <EmptyState title={refused ? t('common.cantBeShown', { what }) : t('common.notLoaded', { what })} action={action}>
      {error.message}
    </EmptyState>
  );
}
