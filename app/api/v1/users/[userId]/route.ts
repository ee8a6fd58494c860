import { json } from '#server/http/answer.ts';
import { changeUser } from '#server/http/operations/people.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { changeUser as change } from '#server/services/users/change-user.ts';
import { listUsers } from '#server/services/users/list-users.ts';

export const PATCH = route(changeUser, async ({ principal, params, body }) => {
  await change(principal, { ...body, ...params });
  return json(await listUsers(principal));
});

export const { GET, POST, PUT, DELETE } = refuseOthers(changeUser);
