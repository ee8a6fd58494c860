import { queryOf, streamedDownload } from '#server/http/answer.ts';
import { route } from '#server/http/route.ts';
import { exportAudit } from '#server/services/audit/export-audit.ts';

export const GET = route('audit.read', async ({ request, principal }) => {
  const { fileName, contentType, pieces } = await exportAudit(principal, queryOf(request));
  return streamedDownload(fileName, contentType, pieces);
});
