import { json } from '#server/http/answer.ts';
import { route } from '#server/http/route.ts';
import { getArrayDay } from '#server/services/arrays/get-array-day.ts';

export const GET = route<{ deviceId: string; day: string }>('plant.read', async ({ params }) =>
  json(await getArrayDay(params)),
);
