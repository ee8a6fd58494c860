import { userChangeSchema } from '#server/domain/users.ts';
import { json } from '#server/http/answer.ts';
import { readJsonBody } from '#server/http/read-request.ts';
import { route } from '#server/http/route.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { changeUser } from '#server/services/users/change-user.ts';
import { listUsers } from '#server/services/users/list-users.ts';

export const PATCH = route<{ userId: string }>('users.manage', async ({ request, principal, params }) => {
  const change = parseInput(userChangeSchema, await readJsonBody(request));
  await changeUser(principal, { ...change, userId: params.userId });
  return json(await listUsers(principal));
});
