import { json } from '#server/http/answer.ts';
import { route } from '#server/http/route.ts';
import { getHistory } from '#server/services/arrays/get-history.ts';

export const GET = route<{ deviceId: string; day: string }>('plant.read', async ({ params }) =>
  json(await getHistory(params)),
);
