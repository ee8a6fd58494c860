import * as api from '#domain/api/audit.ts';
import { queryOf, streamedDownload } from '#server/http/answer.ts';
import { route } from '#server/http/route.ts';
import { exportAudit } from '#server/services/audit/export-audit.ts';
import { listAudit } from '#server/services/audit/list-audit.ts';

export const audit = [
  route(api.listAudit, ({ request, context }) => listAudit(context, queryOf(request))),
  route(api.exportAudit, async ({ request, context }) => {
    const { fileName, contentType, pieces } = await exportAudit(context, queryOf(request));
    return streamedDownload(fileName, contentType, pieces);
  }),
];
