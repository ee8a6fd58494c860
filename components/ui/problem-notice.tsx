'use client';

import { Button } from '@mantine/core';
import { isRefusal } from '#components/data/api-error.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { Notice } from '#components/ui/notice.tsx';

/**
 * A part of a page that could not be loaded: which, why, and a way to try again, unless the answer would be the same.
 * The rest of the page lives on.
 */
export function ProblemNotice({ what, error, onRetry }: { what: string; error: Error; onRetry: () => void }) {
  const t = useTexts();
  if (isRefusal(error)) {
    return (
      <Notice tone="warn" title={t('common.cantBeShown', { what })}>
        {error.message}
      </Notice>
    );
  }
  const retry = (
    <Button variant="default" size="xs" onClick={onRetry}>
      {t('common.retry')}
    </Button>
  );
  return (
    <Notice tone="bad" title={t('common.notLoaded', { what })} action={retry}>
      {error.message}
    </Notice>
  );
}
