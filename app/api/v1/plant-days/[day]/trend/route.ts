import { json } from '#server/http/answer.ts';
import { getTrend } from '#server/http/operations/overview.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { getTrend as readTrend } from '#server/services/days/get-trend.ts';

export const GET = route(getTrend, async ({ params, query }) => json(await readTrend({ ...query, ...params })));

export const { POST, PUT, PATCH, DELETE } = refuseOthers(getTrend);
