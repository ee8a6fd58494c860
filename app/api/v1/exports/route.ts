import { json, queryOf } from '#server/http/answer.ts';
import { route } from '#server/http/route.ts';
import { previewExport } from '#server/services/exports/preview-export.ts';

export const GET = route('exports.read', async ({ request }) => json(await previewExport(queryOf(request))));
