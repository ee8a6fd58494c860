import { json } from '#server/http/answer.ts';
import { listPlants } from '#server/http/operations/plants.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { currentPlant } from '#server/services/plants/current-plant.ts';

export const GET = route(listPlants, async () => json({ plants: [await currentPlant()], nextCursor: null }));

export const { POST, PUT, PATCH, DELETE } = refuseOthers(listPlants);
