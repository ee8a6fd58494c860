import { json } from '#server/http/answer.ts';
import { listRunShards } from '#server/http/operations/runs.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { listRunShards as readShards } from '#server/services/runs/list-run-shards.ts';

export const GET = route(listRunShards, async ({ params }) => json(await readShards(params)));

export const { POST, PUT, PATCH, DELETE } = refuseOthers(listRunShards);
