import * as api from '#domain/api/commissioning.ts';
import { decodeCursor, encodeCursor } from '#server/http/cursor.ts';
import { route } from '#server/http/route.ts';
import { applyFinding } from '#server/services/commissioning/apply-finding.ts';
import { checkCommissioning } from '#server/services/commissioning/check-commissioning.ts';
import { ignoreFinding } from '#server/services/commissioning/ignore-finding.ts';
import { listFindings } from '#server/services/commissioning/list-findings.ts';

const FINDING_ID = /^[0-9a-f-]{36}$/;

export const commissioning = [
  route(api.listFindings, async ({ context, query: { cursor, ...query } }) => {
    const after = decodeCursor('findings', cursor, FINDING_ID);
    const page = await listFindings(context, { ...query, cursor: after });
    return { ...page, nextCursor: encodeCursor('findings', page.nextCursor) };
  }),
  route(api.checkCommissioning, ({ context, body }) => checkCommissioning(context, body, { withinRequest: true })),
  route(api.applyFinding, ({ context, params }) => applyFinding(context, params)),
  route(api.ignoreFinding, ({ context, params }) => ignoreFinding(context, params)),
];
