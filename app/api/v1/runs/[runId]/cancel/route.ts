import { json } from '#server/http/answer.ts';
import { cancelRun } from '#server/http/operations/runs.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { cancelRun as cancel } from '#server/services/runs/cancel-run.ts';

export const POST = route(cancelRun, async ({ principal, params }) => json(await cancel(principal, params)));

export const { GET, PUT, PATCH, DELETE } = refuseOthers(cancelRun);
