'use client';

import { Button } from '@mantine/core';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';

export default function PageError({ error, reset }: { error: Error; reset: () => void }) {
  const t = useTexts();
  return (
    <EmptyState title={t('app.notDisplayed')} action={<Button onClick={reset}>{t('app.tryAgain')}</Button>}>
      {t('common.internalError', { message: error.message || t('common.unknown') })}
    </EmptyState>
  );
}
