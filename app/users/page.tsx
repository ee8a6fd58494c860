import { UsersPage } from '#components/users/users-page.tsx';
import { definePage } from '#server/http/define-page.ts';
import { titled } from '../request-texts.ts';

export const generateMetadata = titled('users');

export default definePage('users.manage', () => <UsersPage />, { of: 'installation' });
