import { z } from 'zod';
import type { Outcome, OutcomeColumns, PlantLayoutView } from '#domain/plant-grid.ts';
import type { Database } from '#server/stores/database.ts';

/** The arrays that are not out of service in physical order, as columns. */
export async function readLayoutColumns(db: Database, plantId: string): Promise<Omit<PlantLayoutView, 'version'>> {
  const rows = await db.$queryRaw<Omit<PlantLayoutView, 'version'>[]>`
    SELECT coalesce(array_agg("deviceId"::text ORDER BY "row", "column"), '{}') AS "deviceIds",
      coalesce(array_agg("row" ORDER BY "row", "column"), '{}') AS "rows",
      coalesce(array_agg("column" ORDER BY "row", "column"), '{}') AS "columns"
    FROM "array" WHERE "plantId" = ${plantId} AND "inServiceTo" IS NULL`;
  return rows[0] ?? { deviceIds: [], rows: [], columns: [] };
}

const share = z.number().nullable();
const outcomesSchema = z.array(z.tuple([z.string().nullable(), share, share, share, share]));

/**
 * What a run found of each array of the plant, in the order of a layout; all null for an array it did not see. One row of
 * JSON: ten thousand rows would take their way through the client longer than the database takes to find them.
 */
export async function listOutcomes(
  db: Database,
  plantId: string,
  runId: string,
): Promise<{ layout: string; outcomes: Outcome[] }> {
  // One statement sees one moment: the outcomes are in the order of the very layout it names.
  const rows = await db.$queryRaw<{ layout: string; outcomes: string | null }[]>`
    SELECT p."layoutVersion" AS "layout", (
      SELECT json_agg(json_build_array(coalesce(v."condition"::text, v."reason"::text), v."confidence", v."coverage",
        v."lossKwh", v."lossUncertaintyKwh") ORDER BY a."row", a."column")::text
      FROM "array" a LEFT JOIN "verdict" v ON v."deviceId" = a."deviceId" AND v."runId" = ${runId}::uuid
      WHERE a."plantId" = p."id" AND a."inServiceTo" IS NULL) AS "outcomes"
    FROM "plant" p WHERE p."id" = ${plantId}`;
  const { layout = 'empty', outcomes = null } = rows[0] ?? {};
  const found = outcomesSchema.parse(JSON.parse(outcomes ?? '[]'));
  return {
    layout,
    outcomes: found.map(([outcome, confidence, coverage, lossKwh, lossUncertaintyKwh]) => ({
      outcome,
      confidence,
      coverage,
      lossKwh,
      lossUncertaintyKwh,
    })),
  };
}

export type StoredColumns = OutcomeColumns & { layout: string };

/** A run's outcomes in columns as they were kept, whatever layout they are of; null when nobody has. */
export async function findStoredColumns(db: Database, runId: string): Promise<StoredColumns | null> {
  return db.verdictColumns.findUnique({ where: { runId }, omit: { runId: true } });
}

/** Keeps them; of two who do it at once either may be the last: both have read the same rows. */
export async function storeColumns(db: Database, runId: string, columns: StoredColumns): Promise<void> {
  await db.verdictColumns.upsert({ where: { runId }, create: { runId, ...columns }, update: columns });
}
