import { json } from '#server/http/answer.ts';
import { listPlantDays } from '#server/http/operations/results.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { listDays } from '#server/services/days/list-days.ts';

export const GET = route(listPlantDays, async ({ query }) => json(await listDays(query)));

export const { POST, PUT, PATCH, DELETE } = refuseOthers(listPlantDays);
