-- How many arrays of a run had each outcome: a year of days is read from some thousand rows instead of millions.
CREATE TABLE "verdict_tally" (
  "runId" UUID NOT NULL,
  "outcome" TEXT NOT NULL,
  "arrays" INTEGER NOT NULL,
  CONSTRAINT "verdict_tally_pkey" PRIMARY KEY ("runId", "outcome"),
  CONSTRAINT "verdict_tally_runId_fkey" FOREIGN KEY ("runId") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

INSERT INTO "verdict_tally" ("runId", "outcome", "arrays")
SELECT "runId", coalesce("condition"::text, "reason"::text), count(*) FROM "verdict" GROUP BY 1, 2;

-- Counted where the verdicts are written, in the same transaction, so that no way of writing them can forget it.
CREATE FUNCTION "tally_verdicts"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "verdict_tally" ("runId", "outcome", "arrays")
  SELECT "runId", coalesce("condition"::text, "reason"::text), count(*) FROM "added" GROUP BY 1, 2
  ON CONFLICT ("runId", "outcome") DO UPDATE SET "arrays" = "verdict_tally"."arrays" + excluded."arrays";
  RETURN NULL;
END $$;

CREATE TRIGGER "verdict_tally" AFTER INSERT ON "verdict"
  REFERENCING NEW TABLE AS "added" FOR EACH STATEMENT EXECUTE FUNCTION "tally_verdicts"();
