import { json, queryOf } from '#server/http/answer.ts';
import { route } from '#server/http/route.ts';
import { getTrend } from '#server/services/days/get-trend.ts';

export const GET = route<{ day: string }>('plant.read', async ({ request, params }) =>
  json(await getTrend({ ...queryOf(request), ...params })),
);
