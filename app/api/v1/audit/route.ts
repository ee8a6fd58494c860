import { json, queryOf } from '#server/http/answer.ts';
import { listAudit } from '#server/http/operations/audit.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { listAudit as readAudit } from '#server/services/audit/list-audit.ts';

export const GET = route(listAudit, async ({ request, principal }) =>
  json(await readAudit(principal, queryOf(request))),
);

export const { POST, PUT, PATCH, DELETE } = refuseOthers(listAudit);
