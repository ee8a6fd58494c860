import { UsersPage } from '#components/users/users-page.tsx';
import { requirePage } from '#server/http/require-page.ts';
import { titled } from '../request-texts.ts';

export const generateMetadata = titled('users');

export default async function Page() {
  await requirePage('users.manage');
  return <UsersPage />;
}
