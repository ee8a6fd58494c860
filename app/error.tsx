'use client';

import { Button } from '@mantine/core';
import { EmptyState } from '#components/ui/empty-state.tsx';

export default function PageError({ error, reset }: { error: Error; reset: () => void }) {
  return (
    <EmptyState title="This page could not be shown" action={<Button onClick={reset}>Try again</Button>}>
      The console ran into a fault of its own; no data was changed. The fault: {error.message || 'unknown'}
    </EmptyState>
  );
}
