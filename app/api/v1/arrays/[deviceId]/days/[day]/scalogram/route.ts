import { json } from '#server/http/answer.ts';
import { route } from '#server/http/route.ts';
import { getScalogram } from '#server/services/arrays/get-scalogram.ts';

export const GET = route<{ deviceId: string; day: string }>('plant.read', async ({ params }) =>
  json(await getScalogram(params)),
);
