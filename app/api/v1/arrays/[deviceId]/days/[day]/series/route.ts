import { json } from '#server/http/answer.ts';
import { route } from '#server/http/route.ts';
import { getSeries } from '#server/services/arrays/get-series.ts';

export const GET = route<{ deviceId: string; day: string }>('plant.read', async ({ params }) =>
  json(await getSeries(params)),
);
