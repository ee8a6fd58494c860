import { json } from '#server/http/answer.ts';
import { getResult } from '#server/http/operations/results.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { getPrediction } from '#server/services/results/get-prediction.ts';

export const GET = route(getResult, async ({ query }) => json(await getPrediction(query)));

export const { POST, PUT, PATCH, DELETE } = refuseOthers(getResult);
