import { UsersPage } from '#components/users/users-page.tsx';
import { definePage } from '#server/http/define-page.ts';

export const metadata = { title: 'People' };

export default definePage('users.manage', () => <UsersPage />);
