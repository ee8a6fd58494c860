-- The day so far: what partitions had when windows closed, the provisional verdicts of each window, and the alarms they raised.

CREATE TABLE "live_part" (
  "plantId" TEXT NOT NULL,
  "endAt" TIMESTAMPTZ(3) NOT NULL,
  "topic" TEXT NOT NULL,
  "partition" INTEGER NOT NULL,
  "day" DATE NOT NULL,
  "offset" BIGINT NOT NULL,
  "arrays" INTEGER NOT NULL,
  "counts" JSONB NOT NULL,
  "snapshotKey" TEXT NOT NULL,
  "sketchKey" TEXT NOT NULL,
  "goldKey" TEXT,
  "modelVersion" TEXT,
  "closedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "claimedUntil" TIMESTAMPTZ(3),
  CONSTRAINT "live_part_pkey" PRIMARY KEY ("plantId", "endAt", "topic", "partition")
);
ALTER TABLE "live_part" ADD CONSTRAINT "live_part_plantId_fkey" FOREIGN KEY ("plantId") REFERENCES "plant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "live_window" (
  "plantId" TEXT NOT NULL,
  "endAt" TIMESTAMPTZ(3) NOT NULL,
  "day" DATE NOT NULL,
  "windowMinutes" INTEGER NOT NULL,
  "publishedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "modelVersion" TEXT NOT NULL,
  "arrays" INTEGER NOT NULL,
  "faults" INTEGER NOT NULL,
  "layout" TEXT NOT NULL,
  "codes" BYTEA NOT NULL,
  "confidence" BYTEA NOT NULL,
  "coverage" BYTEA NOT NULL,
  "loss" BYTEA NOT NULL,
  CONSTRAINT "live_window_pkey" PRIMARY KEY ("plantId", "endAt")
);
ALTER TABLE "live_window" ADD CONSTRAINT "live_window_plantId_fkey" FOREIGN KEY ("plantId") REFERENCES "plant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "live_array" (
  "plantId" TEXT NOT NULL,
  "deviceId" VARCHAR(64) NOT NULL,
  "day" DATE NOT NULL,
  "endAt" TIMESTAMPTZ(3) NOT NULL,
  "condition" "ConditionName",
  "reason" "NoVerdictReason",
  "detail" TEXT,
  "confidence" DOUBLE PRECISION,
  "probabilities" DOUBLE PRECISION[],
  "coverage" DOUBLE PRECISION NOT NULL,
  "lossKwh" DOUBLE PRECISION,
  "lossUncertaintyKwh" DOUBLE PRECISION,
  "windows" INTEGER NOT NULL,
  "sinceAt" TIMESTAMPTZ(3) NOT NULL,
  "onsetAt" TIMESTAMPTZ(3),
  "onsetMinutes" DOUBLE PRECISION,
  CONSTRAINT "live_array_pkey" PRIMARY KEY ("plantId", "deviceId")
);
ALTER TABLE "live_array" ADD CONSTRAINT "live_array_plantId_fkey" FOREIGN KEY ("plantId") REFERENCES "plant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "live_pulse" (
  "plantId" TEXT NOT NULL,
  "topic" TEXT NOT NULL,
  "partition" INTEGER NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "deviceIds" TEXT[],
  "lastMs" BYTEA NOT NULL,
  "powerW" BYTEA NOT NULL,
  "expectedW" BYTEA NOT NULL,
  CONSTRAINT "live_pulse_pkey" PRIMARY KEY ("plantId", "topic", "partition")
);
ALTER TABLE "live_pulse" ADD CONSTRAINT "live_pulse_plantId_fkey" FOREIGN KEY ("plantId") REFERENCES "plant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "alarm" (
  "id" UUID NOT NULL,
  "plantId" TEXT NOT NULL,
  "deviceId" VARCHAR(64) NOT NULL,
  "day" DATE NOT NULL,
  "condition" fault_kind NOT NULL,
  "state" TEXT NOT NULL DEFAULT 'standing',
  "raisedAt" TIMESTAMPTZ(3) NOT NULL,
  "lastAgreedAt" TIMESTAMPTZ(3) NOT NULL,
  "windows" INTEGER NOT NULL,
  "disagreed" INTEGER NOT NULL DEFAULT 0,
  "confidence" DOUBLE PRECISION,
  "lossKwh" DOUBLE PRECISION,
  "onsetAt" TIMESTAMPTZ(3),
  "onsetMinutes" DOUBLE PRECISION,
  "endedAt" TIMESTAMPTZ(3),
  "detail" TEXT,
  "faultId" UUID,
  "claimedAt" TIMESTAMPTZ(3),
  "toldAt" TIMESTAMPTZ(3),
  CONSTRAINT "alarm_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "alarm_state" CHECK ("state" IN ('standing', 'withdrawn', 'confirmed', 'unconfirmed'))
);
CREATE INDEX "alarm_plantId_day_deviceId_idx" ON "alarm" ("plantId", "day", "deviceId");
CREATE INDEX "alarm_faultId_idx" ON "alarm" ("faultId");
ALTER TABLE "alarm" ADD CONSTRAINT "alarm_plantId_fkey" FOREIGN KEY ("plantId") REFERENCES "plant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "live_change" (
  "id" BIGSERIAL NOT NULL,
  "plantId" TEXT NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "kind" TEXT NOT NULL,
  "deviceId" VARCHAR(64),
  "before" TEXT,
  "after" TEXT,
  "alarmId" UUID,
  CONSTRAINT "live_change_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "live_change_plantId_id_idx" ON "live_change" ("plantId", "id");
ALTER TABLE "live_change" ADD CONSTRAINT "live_change_plantId_fkey" FOREIGN KEY ("plantId") REFERENCES "plant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
