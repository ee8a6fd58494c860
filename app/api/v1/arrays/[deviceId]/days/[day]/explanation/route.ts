import { json } from '#server/http/answer.ts';
import { getExplanation } from '#server/http/operations/array-days.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { explainArrayDay } from '#server/services/arrays/explain-array-day.ts';

export const GET = route(getExplanation, async ({ params }) => json(await explainArrayDay(params)));

export const { POST, PUT, PATCH, DELETE } = refuseOthers(getExplanation);
