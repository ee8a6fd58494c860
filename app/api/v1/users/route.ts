import { json } from '#server/http/answer.ts';
import { listUsers } from '#server/http/operations/people.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { listUsers as readUsers } from '#server/services/users/list-users.ts';

export const GET = route(listUsers, async ({ principal }) => json(await readUsers(principal)));

export const { POST, PUT, PATCH, DELETE } = refuseOthers(listUsers);
