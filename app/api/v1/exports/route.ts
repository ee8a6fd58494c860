import { json, queryOf } from '#server/http/answer.ts';
import { previewExport } from '#server/http/operations/exports.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { previewExport as preview } from '#server/services/exports/preview-export.ts';

export const GET = route(previewExport, async ({ request }) => json(await preview(queryOf(request))));

export const { POST, PUT, PATCH, DELETE } = refuseOthers(previewExport);
