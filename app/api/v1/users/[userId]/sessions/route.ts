import { json } from '#server/http/answer.ts';
import { endUserSessions } from '#server/http/operations/people.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { endUserSessions as endSessions } from '#server/services/users/end-user-sessions.ts';
import { listUsers } from '#server/services/users/list-users.ts';

export const DELETE = route(endUserSessions, async ({ principal, params }) => {
  await endSessions(principal, params);
  return json(await listUsers(principal));
});

export const { GET, POST, PUT, PATCH } = refuseOthers(endUserSessions);
