import { z } from 'zod';
import { type AuditList, auditFilterSchema } from '#domain/audit.ts';
import { type Principal, requireAction } from '#server/auth/principal.ts';
import { auditEntryOf, auditQueryOf } from '#server/services/audit/audit-query.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { currentPlant } from '#server/services/plants/current-plant.ts';
import { listAuditRows } from '#server/stores/audit.ts';
import { database } from '#server/stores/database.ts';

const inputSchema = auditFilterSchema.extend({
  cursor: z
    .string()
    .regex(/^\d{1,18}$/, 'must be the cursor of a page before')
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** The log of changes, newest first. */
export async function listAudit(actor: Principal, input: z.input<typeof inputSchema> = {}): Promise<AuditList> {
  requireAction(actor, 'audit.read');
  const { cursor, limit, ...filter } = parseInput(inputSchema, input);
  const plant = await currentPlant();
  const rows = await listAuditRows(database(), {
    ...auditQueryOf(filter, plant.utcOffsetMinutes),
    before: cursor === undefined ? undefined : BigInt(cursor),
    limit: limit + 1,
  });
  const entries = rows.slice(0, limit).map(auditEntryOf);
  return { plant, entries, nextCursor: rows.length > limit ? (entries.at(-1)?.id ?? null) : null };
}
