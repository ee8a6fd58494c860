-- A plant of one's own: ids of devices as their makers give them, what is known of an array beyond its nameplate, and
-- arrays that were taken out of service, which keep what was found of them.
ALTER TABLE "array" ALTER COLUMN "deviceId" TYPE VARCHAR(64);
ALTER TABLE "verdict" ALTER COLUMN "deviceId" TYPE VARCHAR(64);
ALTER TABLE "note" ALTER COLUMN "deviceId" TYPE VARCHAR(64);
ALTER TABLE "fault_case" ALTER COLUMN "deviceId" TYPE VARCHAR(64);

ALTER TABLE "array"
  ADD COLUMN "name" TEXT,
  ADD COLUMN "groupPath" TEXT,
  ADD COLUMN "moduleGiven" JSONB,
  ADD COLUMN "blockingDiodes" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "tilt" DOUBLE PRECISION,
  ADD COLUMN "azimuth" DOUBLE PRECISION,
  ADD COLUMN "inServiceFrom" DATE,
  ADD COLUMN "inServiceTo" DATE;

-- Only the demo could be registered before: readings are made up for no other plant.
ALTER TABLE "plant" ADD COLUMN "simulated" BOOLEAN NOT NULL DEFAULT true;
ALTER TABLE "plant" ALTER COLUMN "simulated" SET DEFAULT false;

-- One array in a place at a time: one that is out of service leaves it. Checked at a statement's end, so that arrays can
-- change places.
DROP INDEX "array_plantId_row_column_key";
ALTER TABLE "array" ADD CONSTRAINT "array_place_key"
  EXCLUDE USING btree ("plantId" WITH =, "row" WITH =, "column" WITH =) WHERE ("inServiceTo" IS NULL)
  DEFERRABLE INITIALLY IMMEDIATE;

CREATE OR REPLACE FUNCTION "describe_layout"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM "plant" WHERE "id" IN (SELECT "plantId" FROM "changed") ORDER BY "id" FOR NO KEY UPDATE;
  UPDATE "plant" SET ("arrayCount", "layoutVersion") = (
    SELECT count(*), coalesce(
      md5(string_agg("deviceId" || ' ' || "row" || ' ' || "column", ',' ORDER BY "row", "column")), 'empty')
    FROM "array" WHERE "plantId" = "plant"."id" AND "inServiceTo" IS NULL)
  WHERE "id" IN (SELECT "plantId" FROM "changed");
  RETURN NULL;
END $$;
