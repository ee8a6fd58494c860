import Link from 'next/link';
import { EmptyState } from '#components/ui/empty-state.tsx';

export const metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <EmptyState title="There is no such page" action={<Link href="/">To the plant</Link>}>
      The address may be mistyped, or the page has moved.
    </EmptyState>
  );
}
