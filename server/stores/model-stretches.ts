import type { ModelVersions } from '#domain/model-versions.ts';
import type { Database } from '#server/stores/database.ts';

/** Stretches of published days that one model judged, newest first; a day without a result does not end one. */
export function listModelStretches(db: Database, plantId: string, limit: number): Promise<ModelVersions['stretches']> {
  return db.$queryRaw<ModelVersions['stretches']>`
    SELECT "modelVersion" AS "version", min("day")::text AS "from", max("day")::text AS "to", count(*)::int AS "days"
    FROM (
      SELECT "run"."modelVersion", "plant_day"."day",
        row_number() OVER (ORDER BY "plant_day"."day")
          - row_number() OVER (PARTITION BY "run"."modelVersion" ORDER BY "plant_day"."day") AS "stretch"
      FROM "plant_day" JOIN "run" ON "run"."id" = "plant_day"."currentRunId"
      WHERE "plant_day"."plantId" = ${plantId}
    ) AS "judged"
    GROUP BY "modelVersion", "stretch"
    ORDER BY max("day") DESC
    LIMIT ${limit}`;
}
