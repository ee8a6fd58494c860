import { UsersPage } from '#components/users/users-page.tsx';
import { requirePage } from '#server/http/require-page.ts';

export const metadata = { title: 'People' };

export default async function Page() {
  await requirePage('users.manage');
  return <UsersPage />;
}
