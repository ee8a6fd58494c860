-- A converter that was off while most of the others ran is a fault of its own kind, beside the five conditions.
CREATE TYPE "fault_kind" AS ENUM (
  'line_line', 'line_ground', 'open_circuit', 'partial_shading', 'arc_fault', 'converter_off'
);

-- The new type has no 'normal' in it: the check that refused it has nothing left to do.
ALTER TABLE "fault_case" DROP CONSTRAINT "fault_case_is_a_fault";
ALTER TABLE "fault_case" ALTER COLUMN "condition" TYPE "fault_kind" USING "condition"::text::"fault_kind";

-- The rule of server/domain/fault-kinds.ts for rows. Stable, not immutable, so that queries take it in as it stands.
CREATE FUNCTION "verdict_fault"("condition" "ConditionName", "reason" "NoVerdictReason", "evidence" JSONB)
RETURNS "fault_kind" LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT (CASE
    WHEN "condition" <> 'normal' THEN "condition"::text
    WHEN "reason" = 'off' AND ("evidence" ->> 'ranWhileOffPart')::float8 >= 0.5 THEN 'converter_off'
  END)::"fault_kind"
$$;

-- Such arrays are tallied as what they are.
CREATE OR REPLACE FUNCTION "tally_verdicts"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "verdict_tally" ("runId", "outcome", "arrays")
  SELECT "runId", coalesce("condition"::text, "verdict_fault"("condition", "reason", "evidence")::text, "reason"::text), count(*)
  FROM "added" GROUP BY 1, 2
  ON CONFLICT ("runId", "outcome") DO UPDATE SET "arrays" = "verdict_tally"."arrays" + excluded."arrays";
  RETURN NULL;
END $$;

-- What was published before: only runs that have arrays that were off are looked through.
WITH "alone" AS (
  SELECT v."runId", count(*)::int AS "arrays"
  FROM "verdict_tally" t JOIN "verdict" v ON v."runId" = t."runId" AND v."reason" = 'off'
  WHERE t."outcome" = 'off' AND "verdict_fault"(v."condition", v."reason", v."evidence") IS NOT NULL
  GROUP BY 1
), "others" AS (
  UPDATE "verdict_tally" t SET "arrays" = t."arrays" - a."arrays" FROM "alone" a
  WHERE t."runId" = a."runId" AND t."outcome" = 'off'
)
INSERT INTO "verdict_tally" ("runId", "outcome", "arrays") SELECT "runId", 'converter_off', "arrays" FROM "alone";
DELETE FROM "verdict_tally" WHERE "arrays" = 0;

-- The cases take those days in again when the next day is published.
UPDATE "plant_day" p SET "casesRunId" = NULL
FROM "verdict_tally" t WHERE t."runId" = p."currentRunId" AND t."outcome" = 'converter_off';
