import { queryOf } from '#server/http/answer.ts';
import { fileDownload } from '#server/http/file-download.ts';
import { route } from '#server/http/route.ts';
import { prepareExport } from '#server/services/exports/prepare-export.ts';

export const GET = route('exports.read', async ({ request, principal }) =>
  fileDownload(await prepareExport(principal, queryOf(request), request.signal)),
);
