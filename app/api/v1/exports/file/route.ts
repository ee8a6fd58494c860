import { queryOf } from '#server/http/answer.ts';
import { fileDownload } from '#server/http/file-download.ts';
import { downloadExport } from '#server/http/operations/exports.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { prepareExport } from '#server/services/exports/prepare-export.ts';

export const GET = route(downloadExport, async ({ request, principal }) =>
  fileDownload(await prepareExport(principal, queryOf(request), request.signal)),
);

export const { POST, PUT, PATCH, DELETE } = refuseOthers(downloadExport);
