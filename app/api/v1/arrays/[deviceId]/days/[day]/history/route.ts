import { json } from '#server/http/answer.ts';
import { getHistory } from '#server/http/operations/array-days.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { getHistory as readHistory } from '#server/services/arrays/get-history.ts';

export const GET = route(getHistory, async ({ params }) => json(await readHistory(params)));

export const { POST, PUT, PATCH, DELETE } = refuseOthers(getHistory);
