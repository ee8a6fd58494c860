import { json } from '#server/http/answer.ts';
import { route } from '#server/http/route.ts';
import { listRunFiles } from '#server/services/runs/list-run-files.ts';

export const GET = route<{ runId: string }>('runs.read', async ({ params }) => json(await listRunFiles(params)));
