import { Button } from '@mantine/core';
import { EmptyState } from '#components/ui/empty-state.tsx';

export const metadata = { title: 'Not found' };

export default function NotFound() {
  const action = (
    <Button component="a" href="/">
      To the plant
    </Button>
  );
  return (
    <EmptyState title="There is no such page" action={action}>
      The address may be mistyped, or the page has moved.
    </EmptyState>
  );
}
