import { json, queryOf } from '#server/http/answer.ts';
import { route } from '#server/http/route.ts';
import { listDays } from '#server/services/days/list-days.ts';

export const GET = route('plant.read', async ({ request }) => json(await listDays(queryOf(request))));
