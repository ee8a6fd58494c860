import { json, queryOf } from '#server/http/answer.ts';
import { route } from '#server/http/route.ts';
import { listAudit } from '#server/services/audit/list-audit.ts';

export const GET = route('audit.read', async ({ request, principal }) =>
  json(await listAudit(principal, queryOf(request))),
);
