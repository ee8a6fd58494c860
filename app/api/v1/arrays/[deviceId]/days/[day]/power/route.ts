import { json } from '#server/http/answer.ts';
import { route } from '#server/http/route.ts';
import { getPower } from '#server/services/arrays/get-power.ts';

export const GET = route<{ deviceId: string; day: string }>('plant.read', async ({ params }) =>
  json(await getPower(params)),
);
