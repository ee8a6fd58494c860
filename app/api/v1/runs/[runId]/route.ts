import { json } from '#server/http/answer.ts';
import { route } from '#server/http/route.ts';
import { getRun } from '#server/services/runs/get-run.ts';

export const GET = route<{ runId: string }>('runs.read', async ({ params }) => json(await getRun(params)));
