import type { ExportFilter } from '#domain/exports.ts';
import type { Database } from '#server/stores/database.ts';
import { VERDICT_FAULT } from '#server/stores/verdict-fault.ts';
import { Prisma } from '../../prisma/generated/client.ts';

/** Number of verdicts of the runs that `matchesExport` takes, by the index of verdicts. */
export async function countExportedVerdicts(
  db: Database,
  runIds: readonly string[],
  { verdicts, arrays, minConfidence }: ExportFilter,
): Promise<number> {
  const parts = [Prisma.sql`v."runId" = any(${[...runIds]}::uuid[])`];
  if (minConfidence !== null) parts.push(Prisma.sql`v.confidence >= ${minConfidence}`);
  if (verdicts.length > 0) {
    const named = Prisma.sql`any(${[...verdicts]}::text[])`;
    parts.push(Prisma.sql`(coalesce(v.condition::text, 'no_verdict') = ${named} or ${VERDICT_FAULT}::text = ${named})`);
  }
  if (arrays.length > 0) {
    // In any case, as in server/domain/exports.ts. An id may hold what means something else to LIKE.
    const patterns = arrays.map((pattern) =>
      pattern
        .toUpperCase()
        .replaceAll(/[\\%_]/g, '\\$&')
        .replace(/\*$/, '%'),
    );
    parts.push(Prisma.sql`upper(v."deviceId") like any(${patterns}::text[])`);
  }
  const [row] = await db.$queryRaw<{ total: number }[]>`
    select count(*)::int as total from verdict v where ${Prisma.join(parts, ' and ')}`;
  return row?.total ?? 0;
}
