'use client';

import { Button } from '@mantine/core';
import { isRefusal } from '#components/data/api-error.ts';
import { Notice } from '#components/ui/notice.tsx';

/**
 * A part of a page that could not be loaded: which, why, and a way to try again, unless the answer would be the same.
 * The rest of the page lives on.
 */
export function ProblemNotice({ what, error, onRetry }: { what: string; error: Error; onRetry: () => void }) {
  if (isRefusal(error)) {
    return (
      <Notice tone="warn" title={`${what} can’t be shown`}>
        {error.message}
      </Notice>
    );
  }
  const retry = (
    <Button variant="default" size="xs" onClick={onRetry}>
      Retry
    </Button>
  );
  return (
    <Notice tone="bad" title={`${what} could not be loaded`} action={retry}>
      {error.message}
    </Notice>
  );
}
