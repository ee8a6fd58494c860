import { json } from '#server/http/answer.ts';
import { getPlantDay } from '#server/http/operations/results.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { getPlantDay as readPlantDay } from '#server/services/days/get-plant-day.ts';

export const GET = route(getPlantDay, async ({ params }) => json(await readPlantDay(params)));

export const { POST, PUT, PATCH, DELETE } = refuseOthers(getPlantDay);
