import { json } from '#server/http/answer.ts';
import { getArrayDay } from '#server/http/operations/results.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { getArrayDay as readArrayDay } from '#server/services/arrays/get-array-day.ts';

export const GET = route(getArrayDay, async ({ params }) => json(await readArrayDay(params)));

export const { POST, PUT, PATCH, DELETE } = refuseOthers(getArrayDay);
