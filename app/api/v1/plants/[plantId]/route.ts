import { json } from '#server/http/answer.ts';
import { getPlant } from '#server/http/operations/plants.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { getPlant as readPlant } from '#server/services/plants/get-plant.ts';

export const GET = route(getPlant, async ({ params }) => json(await readPlant(params)));

export const { POST, PUT, PATCH, DELETE } = refuseOthers(getPlant);
