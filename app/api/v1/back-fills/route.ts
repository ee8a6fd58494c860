import { json } from '#server/http/answer.ts';
import { requestBackfill } from '#server/http/operations/runs.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { backfill } from '#server/services/runs/backfill.ts';

export const POST = route(requestBackfill, async ({ principal, body }) =>
  json(await backfill(principal, body), { status: 201 }),
);

export const { GET, PUT, PATCH, DELETE } = refuseOthers(requestBackfill);
