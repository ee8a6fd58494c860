import { json } from '#server/http/answer.ts';
import { getPlantGrid } from '#server/http/operations/overview.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { getPlantGrid as readGrid } from '#server/services/days/get-plant-grid.ts';

export const GET = route(getPlantGrid, async ({ params }) => json(await readGrid(params)));

export const { POST, PUT, PATCH, DELETE } = refuseOthers(getPlantGrid);
