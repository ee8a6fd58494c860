import * as api from '#domain/api/exports.ts';
import { queryOf } from '#server/http/answer.ts';
import { fileDownload } from '#server/http/file-download.ts';
import { route } from '#server/http/route.ts';
import { getReceipt } from '#server/services/exports/get-receipt.ts';
import { prepareExport } from '#server/services/exports/prepare-export.ts';
import { previewExport } from '#server/services/exports/preview-export.ts';

export const exports = [
  route(api.previewExport, ({ request, context }) => previewExport(context, queryOf(request))),
  route(api.downloadExport, async ({ request, context }) =>
    fileDownload(await prepareExport(context, queryOf(request), request.signal)),
  ),
  route(api.getExportReceipt, ({ context, params }) => getReceipt(context, params)),
];
