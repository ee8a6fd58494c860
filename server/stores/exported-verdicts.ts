import type { Condition } from '#server/domain/conditions.ts';
import type { ExportFilter } from '#server/domain/exports.ts';
import type { Database } from '#server/stores/database.ts';

/** Number of verdicts of the runs that `matchesExport` takes, by the index of verdicts. */
export function countExportedVerdicts(db: Database, runIds: readonly string[], filter: ExportFilter): Promise<number> {
  const { verdicts, arrays, minConfidence } = filter;
  const conditions = verdicts.filter((verdict): verdict is Condition => verdict !== 'no_verdict');
  const ids = arrays.filter((pattern) => !pattern.endsWith('*'));
  const beginnings = arrays.flatMap((pattern) => (pattern.endsWith('*') ? [pattern.slice(0, -1)] : []));
  const ofVerdicts = [
    { condition: { in: conditions } },
    ...(verdicts.includes('no_verdict') ? [{ condition: null }] : []),
  ];
  const ofArrays = [{ deviceId: { in: ids } }, ...beginnings.map((start) => ({ deviceId: { startsWith: start } }))];
  return db.verdict.count({
    where: {
      runId: { in: [...runIds] },
      ...(minConfidence === null ? {} : { confidence: { gte: minConfidence } }),
      AND: [verdicts.length === 0 ? {} : { OR: ofVerdicts }, arrays.length === 0 ? {} : { OR: ofArrays }],
    },
  });
}
