import { z } from 'zod';
import { type AuditEntry, auditFilterSchema, differencesOf } from '#domain/audit.ts';
import { csvLine } from '#domain/csv.ts';
import { requireAction } from '#server/auth/principal.ts';
import { auditEntryOf, auditQueryOf } from '#server/services/audit/audit-query.ts';
import type { InstallationContext } from '#server/services/context.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { listAuditRows } from '#server/stores/audit.ts';
import { getPlantRow } from '#server/stores/plants.ts';

const PAGE_ROWS = 500;
const COLUMNS = ['id', 'at', 'actor_kind', 'actor_id', 'actor', 'address', 'request_id', 'action', 'target_kind'];
const HEAD = [...COLUMNS, 'target_id', 'changes', 'before', 'after'];

const inputSchema = auditFilterSchema.extend({
  format: z
    .string()
    .pipe(z.enum(['csv', 'ndjson']))
    .default('csv'),
});

export interface AuditExport {
  fileName: string;
  contentType: string;
  /** Piece by piece, newest entry first; each page is read when the one before is taken. */
  pieces: AsyncGenerator<string>;
}

/** The log of changes as a file of any length. What is written while it is read is not in it: it goes back in time. */
export async function exportAudit(
  context: InstallationContext,
  input: z.input<typeof inputSchema>,
): Promise<AuditExport> {
  const { db, principal, settings } = context;
  requireAction(principal, 'audit.read');
  // Days of a log of all plants are those of the default one.
  const plant = await getPlantRow(db, settings.HELIOGRAPH_PLANT);
  const { format, ...filter } = parseInput(inputSchema, input);
  const { id, utcOffsetMinutes } = plant;
  const query = auditQueryOf(filter, utcOffsetMinutes);
  const line = format === 'csv' ? csvOf : (entry: AuditEntry) => `${JSON.stringify(entry)}\n`;
  async function* pieces() {
    if (format === 'csv') yield csvLine(HEAD);
    for (let before: bigint | undefined; ; ) {
      const rows = await listAuditRows(db, { ...query, before, limit: PAGE_ROWS });
      if (rows.length > 0) yield rows.map((row) => line(auditEntryOf(row))).join('');
      if (rows.length < PAGE_ROWS) return;
      before = rows.at(-1)?.id;
    }
  }
  return {
    fileName: `heliograph-${id}-audit.${format}`,
    contentType: format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson',
    pieces: pieces(),
  };
}

function csvOf({ id, at, actor, address, requestId, action, target, before, after }: AuditEntry): string {
  const changes = differencesOf(before, after)
    .map((change) => `${change.field}: ${change.before ?? '(none)'} -> ${change.after ?? '(none)'}`)
    .join('; ');
  const who = [actor.kind, actor.id, actor.name, address, requestId];
  const states = [before, after].map((state) => (state === null ? null : JSON.stringify(state)));
  return csvLine([id, at, ...who, action, target.kind, target.id, changes, ...states]);
}
