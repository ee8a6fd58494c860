'use client';

import { Button } from '@mantine/core';
import { formatInstant } from '#components/format/time.ts';
import { Notice } from '#components/ui/notice.tsx';

interface Asked {
  data: unknown;
  error: Error | null;
  dataUpdatedAt: number;
  refetch: () => unknown;
}

/** Says since when the page is out of date, when asking again failed while older data is still shown. */
export function StaleNotice({ query, utcOffsetMinutes }: { query: Asked; utcOffsetMinutes: number }) {
  if (query.error === null || query.data === undefined) return null;
  const since = formatInstant(new Date(query.dataUpdatedAt).toISOString(), utcOffsetMinutes);
  return (
    <Notice
      tone="warn"
      title={`Not up to date: this is how it was at ${since}`}
      action={
        <Button variant="default" size="xs" onClick={() => query.refetch()}>
          Retry
        </Button>
      }
    >
      {query.error.message}
    </Notice>
  );
}
