import { json } from '#server/http/answer.ts';
import { previewBackfill } from '#server/http/operations/runs.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { previewBackfill as preview } from '#server/services/runs/preview-backfill.ts';

export const POST = route(previewBackfill, async ({ body }) => json(await preview(body)));

export const { GET, PUT, PATCH, DELETE } = refuseOthers(previewBackfill);
