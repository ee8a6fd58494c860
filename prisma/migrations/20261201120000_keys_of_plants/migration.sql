-- Ids of devices are their makers': two plants may have the same ones. An array is known by its plant and its id.
ALTER TABLE "note" DROP CONSTRAINT "note_deviceId_fkey";
ALTER TABLE "fault_case" DROP CONSTRAINT "fault_case_deviceId_fkey";
-- A verdict's plant is its run's; what no plant registers has none, and no array is ever removed.
ALTER TABLE "verdict" DROP CONSTRAINT "verdict_deviceId_fkey";

ALTER TABLE "note" ADD COLUMN "plantId" TEXT;
UPDATE "note" SET "plantId" = "array"."plantId" FROM "array" WHERE "array"."deviceId" = "note"."deviceId";
ALTER TABLE "note" ALTER COLUMN "plantId" SET NOT NULL;

ALTER TABLE "array" DROP CONSTRAINT "array_pkey", ADD CONSTRAINT "array_pkey" PRIMARY KEY ("plantId", "deviceId");
ALTER TABLE "note" ADD CONSTRAINT "note_plantId_deviceId_fkey" FOREIGN KEY ("plantId", "deviceId")
  REFERENCES "array"("plantId", "deviceId") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "fault_case" ADD CONSTRAINT "fault_case_plantId_deviceId_fkey" FOREIGN KEY ("plantId", "deviceId")
  REFERENCES "array"("plantId", "deviceId") ON DELETE RESTRICT ON UPDATE CASCADE;

DROP INDEX "note_deviceId_day_idx";
CREATE INDEX "note_plantId_deviceId_day_idx" ON "note" ("plantId", "deviceId", "day");
DROP INDEX "fault_case_deviceId_condition_key";
CREATE UNIQUE INDEX "fault_case_plantId_deviceId_condition_key" ON "fault_case" ("plantId", "deviceId", "condition");
