import { json } from '#server/http/answer.ts';
import { getPower } from '#server/http/operations/array-days.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { getPower as readPower } from '#server/services/arrays/get-power.ts';

export const GET = route(getPower, async ({ params }) => json(await readPower(params)));

export const { POST, PUT, PATCH, DELETE } = refuseOthers(getPower);
