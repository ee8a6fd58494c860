import type { Outcome, PlantLayoutView } from '#server/domain/plant-grid.ts';
import type { Database } from '#server/stores/database.ts';

/** A fingerprint of which arrays a plant has and where they stand. */
export async function findLayoutVersion(db: Database, plantId: string): Promise<string> {
  const rows = await db.$queryRaw<{ version: string | null }[]>`
    SELECT md5(string_agg("deviceId" || ' ' || "row" || ' ' || "column", ',' ORDER BY "row", "column")) AS version
    FROM "array" WHERE "plantId" = ${plantId}`;
  return rows[0]?.version ?? 'empty';
}

/** The arrays in physical order, as columns. */
export async function readLayoutColumns(db: Database, plantId: string): Promise<Omit<PlantLayoutView, 'version'>> {
  const rows = await db.$queryRaw<Omit<PlantLayoutView, 'version'>[]>`
    SELECT coalesce(array_agg("deviceId"::text ORDER BY "row", "column"), '{}') AS "deviceIds",
      coalesce(array_agg("row" ORDER BY "row", "column"), '{}') AS "rows",
      coalesce(array_agg("column" ORDER BY "row", "column"), '{}') AS "columns"
    FROM "array" WHERE "plantId" = ${plantId}`;
  return rows[0] ?? { deviceIds: [], rows: [], columns: [] };
}

/** What a run found of each array of the plant, in physical order; all null for an array it did not see. */
export function listOutcomes(db: Database, plantId: string, runId: string): Promise<Outcome[]> {
  return db.$queryRaw<Outcome[]>`
    SELECT coalesce(v."condition"::text, v."reason"::text) AS "outcome", v."confidence", v."coverage", v."lossKwh"
    FROM "array" a LEFT JOIN "verdict" v ON v."deviceId" = a."deviceId" AND v."runId" = ${runId}::uuid
    WHERE a."plantId" = ${plantId} ORDER BY a."row", a."column"`;
}
