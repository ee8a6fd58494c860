'use client';

import { Button } from '@mantine/core';
import Link from 'next/link';
import { isRefusal } from '#components/data/api-error.ts';
import { EmptyState } from '#components/ui/empty-state.tsx';

interface MissingPageProps {
  what: string;
  error: Error;
  onRetry: () => void;
  back: { href: string; words: string };
}

/** In place of a page whose subject can't be shown: why, a way on, and another try where that may help. */
export function MissingPage({ what, error, onRetry, back }: MissingPageProps) {
  const refused = isRefusal(error);
  const action = (
    <>
      <Button component={Link} href={back.href} variant={refused ? 'filled' : 'default'}>
        {back.words}
      </Button>
      {!refused && <Button onClick={onRetry}>Retry</Button>}
    </>
  );
  return (
    <EmptyState title={`${what} ${refused ? 'can’t be shown' : 'could not be loaded'}`} action={action}>
      {error.message}
    </EmptyState>
  );
}
