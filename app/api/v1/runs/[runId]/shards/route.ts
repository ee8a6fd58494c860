import { json } from '#server/http/answer.ts';
import { route } from '#server/http/route.ts';
import { listRunShards } from '#server/services/runs/list-run-shards.ts';

export const GET = route<{ runId: string }>('runs.read', async ({ params }) => json(await listRunShards(params)));
