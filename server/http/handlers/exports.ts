import * as api from '#domain/api/exports.ts';
import { queryOf } from '#server/http/answer.ts';
import { fileDownload } from '#server/http/file-download.ts';
import { route } from '#server/http/route.ts';
import { getReceipt } from '#server/services/exports/get-receipt.ts';
import { prepareExport } from '#server/services/exports/prepare-export.ts';
import { previewExport } from '#server/services/exports/preview-export.ts';

export const exports = [
  route(api.previewExport, ({ request }) => previewExport(queryOf(request))),
  route(api.downloadExport, async ({ request, principal }) =>
    fileDownload(await prepareExport(principal, queryOf(request), request.signal)),
  ),
  route(api.getExportReceipt, ({ principal, params }) => getReceipt(principal, params)),
];
