import { json } from '#server/http/answer.ts';
import { getRun } from '#server/http/operations/runs.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { getRun as readRun } from '#server/services/runs/get-run.ts';

export const GET = route(getRun, async ({ params }) => json(await readRun(params)));

export const { POST, PUT, PATCH, DELETE } = refuseOthers(getRun);
