import { z } from 'zod';
import { type AuditList, auditFilterSchema } from '#domain/audit.ts';
import { requireAction } from '#server/auth/principal.ts';
import { auditEntryOf, auditQueryOf } from '#server/services/audit/audit-query.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { plantViewOf } from '#server/services/plants/plant-view.ts';
import { listAuditRows } from '#server/stores/audit.ts';

const inputSchema = auditFilterSchema.extend({
  cursor: z
    .string()
    .regex(/^\d{1,18}$/, 'must be the cursor of a page before')
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** The log of changes, newest first. */
export async function listAudit(context: ServiceContext, input: z.input<typeof inputSchema> = {}): Promise<AuditList> {
  const { db, plant, principal } = context;
  requireAction(principal, 'audit.read');
  const { cursor, limit, ...filter } = parseInput(inputSchema, input);
  const rows = await listAuditRows(db, {
    ...auditQueryOf(filter, plant.utcOffsetMinutes),
    before: cursor === undefined ? undefined : BigInt(cursor),
    limit: limit + 1,
  });
  const entries = rows.slice(0, limit).map(auditEntryOf);
  return { plant: plantViewOf(plant), entries, nextCursor: rows.length > limit ? (entries.at(-1)?.id ?? null) : null };
}
