-- Missed days are told of together, overdue ones once, however many workers there are.
CREATE TABLE "catch_up" (
  "id" UUID NOT NULL,
  "plantId" TEXT NOT NULL,
  "leftOut" DATE[],
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "claimedAt" TIMESTAMPTZ(3),
  "toldAt" TIMESTAMPTZ(3),
  CONSTRAINT "catch_up_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "catch_up_plantId_fkey" FOREIGN KEY ("plantId") REFERENCES "plant"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "catch_up_toldAt_idx" ON "catch_up"("toldAt");
ALTER TABLE "run" ADD COLUMN "catchUpId" UUID,
  ADD CONSTRAINT "run_catchUpId_fkey" FOREIGN KEY ("catchUpId") REFERENCES "catch_up"("id") ON DELETE SET NULL ON UPDATE CASCADE;
CREATE INDEX "run_catchUpId_idx" ON "run"("catchUpId");
ALTER TABLE "plant_day" ADD COLUMN "overdueAt" TIMESTAMPTZ(3);
