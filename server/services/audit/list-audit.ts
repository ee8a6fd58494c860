import { z } from 'zod';
import { type AuditList, auditFilterSchema } from '#domain/audit.ts';
import { requireAction } from '#server/auth/principal.ts';
import { auditEntryOf, auditQueryOf } from '#server/services/audit/audit-query.ts';
import type { InstallationContext } from '#server/services/context.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { plantViewOf } from '#server/services/plants/plant-view.ts';
import { listAuditRows } from '#server/stores/audit.ts';
import { getPlantRow } from '#server/stores/plants.ts';

const inputSchema = auditFilterSchema.extend({
  cursor: z
    .string()
    .regex(/^\d{1,18}$/, 'must be the cursor of a page before')
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** The log of changes, newest first. */
export async function listAudit(
  context: InstallationContext,
  input: z.input<typeof inputSchema> = {},
): Promise<AuditList> {
  const { db, principal, settings } = context;
  requireAction(principal, 'audit.read');
  // Days of a log of all plants are those of the default one.
  const plant = await getPlantRow(db, settings.HELIOGRAPH_PLANT);
  const { cursor, limit, ...filter } = parseInput(inputSchema, input);
  const rows = await listAuditRows(db, {
    ...auditQueryOf(filter, plant.utcOffsetMinutes),
    before: cursor === undefined ? undefined : BigInt(cursor),
    limit: limit + 1,
  });
  const entries = rows.slice(0, limit).map(auditEntryOf);
  return { plant: plantViewOf(plant), entries, nextCursor: rows.length > limit ? (entries.at(-1)?.id ?? null) : null };
}
