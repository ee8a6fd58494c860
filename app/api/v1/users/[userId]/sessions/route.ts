import { json } from '#server/http/answer.ts';
import { route } from '#server/http/route.ts';
import { endUserSessions } from '#server/services/users/end-user-sessions.ts';
import { listUsers } from '#server/services/users/list-users.ts';

export const DELETE = route<{ userId: string }>('users.manage', async ({ principal, params }) => {
  await endUserSessions(principal, { userId: params.userId });
  return json(await listUsers(principal));
});
