import { json } from '#server/http/answer.ts';
import { route } from '#server/http/route.ts';
import { listUsers } from '#server/services/users/list-users.ts';

export const GET = route('users.manage', async ({ principal }) => json(await listUsers(principal)));
