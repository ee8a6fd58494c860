import { json } from '#server/http/answer.ts';
import { route } from '#server/http/route.ts';
import { getPlantGrid } from '#server/services/days/get-plant-grid.ts';

export const GET = route<{ day: string }>('plant.read', async ({ params }) => json(await getPlantGrid(params)));
