import { json } from '#server/http/answer.ts';
import { route } from '#server/http/route.ts';
import { getPlantDay } from '#server/services/days/get-plant-day.ts';

export const GET = route<{ day: string }>('plant.read', async ({ params }) => json(await getPlantDay(params)));
