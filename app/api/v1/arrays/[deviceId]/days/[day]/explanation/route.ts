import { json } from '#server/http/answer.ts';
import { route } from '#server/http/route.ts';
import { explainArrayDay } from '#server/services/arrays/explain-array-day.ts';

export const GET = route<{ deviceId: string; day: string }>('plant.read', async ({ params }) =>
  json(await explainArrayDay(params)),
);
