'use client';

import { Button } from '@mantine/core';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { Notice } from '#components/ui/notice.tsx';

interface Asked {
  data: unknown;
  error: Error | null;
  dataUpdatedAt: number;
  refetch: () => unknown;
}

/** Says since when the page is out of date, when asking again failed while older data is still shown. */
export function StaleNotice({ query, utcOffsetMinutes }: { query: Asked; utcOffsetMinutes: number }) {
  const t = useTexts();
  if (query.error === null || query.data === undefined) return null;
  const since = t.instant(new Date(query.dataUpdatedAt).toISOString(), utcOffsetMinutes);
  return (
    <Notice
      tone="warn"
      title={t('common.stale', { since })}
      action={
        <Button variant="default" size="xs" onClick={() => query.refetch()}>
          {t('common.retry')}
        </Button>
      }
    >
      {query.error.message}
    </Notice>
  );
}
