import { queryOf, streamedDownload } from '#server/http/answer.ts';
import { exportAudit } from '#server/http/operations/audit.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { exportAudit as writeAudit } from '#server/services/audit/export-audit.ts';

export const GET = route(exportAudit, async ({ request, principal }) => {
  const { fileName, contentType, pieces } = await writeAudit(principal, queryOf(request));
  return streamedDownload(fileName, contentType, pieces);
});

export const { POST, PUT, PATCH, DELETE } = refuseOthers(exportAudit);
