import { json } from '#server/http/answer.ts';
import { previewRun } from '#server/http/operations/runs.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { previewRerun } from '#server/services/runs/preview-rerun.ts';

export const POST = route(previewRun, async ({ body }) => json(await previewRerun(body)));

export const { GET, PUT, PATCH, DELETE } = refuseOthers(previewRun);
