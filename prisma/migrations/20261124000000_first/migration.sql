-- CreateEnum
CREATE TYPE "RunState" AS ENUM ('queued', 'running', 'succeeded', 'failed', 'cancelled');

-- CreateEnum
CREATE TYPE "run_trigger" AS ENUM ('schedule', 'operator', 'api', 'backfill', 'command');

-- CreateEnum
CREATE TYPE "StageName" AS ENUM ('ingest', 'predict', 'publish', 'notify');

-- CreateEnum
CREATE TYPE "StageState" AS ENUM ('pending', 'running', 'succeeded', 'failed', 'skipped');

-- CreateEnum
CREATE TYPE "EventLevel" AS ENUM ('info', 'warning', 'error');

-- CreateEnum
CREATE TYPE "ConditionName" AS ENUM ('normal', 'line_line', 'line_ground', 'open_circuit', 'partial_shading', 'arc_fault');

-- CreateEnum
CREATE TYPE "NoVerdictReason" AS ENUM ('insufficient_data', 'uncertain', 'processing_error');

-- CreateTable
CREATE TABLE "plant" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "utcOffsetMinutes" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "plant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "array" (
    "deviceId" VARCHAR(10) NOT NULL,
    "plantId" TEXT NOT NULL,
    "row" INTEGER NOT NULL,
    "column" INTEGER NOT NULL,
    "modulesInSeries" INTEGER NOT NULL,
    "strings" INTEGER NOT NULL,
    "vMp" DOUBLE PRECISION NOT NULL,
    "iMp" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "array_pkey" PRIMARY KEY ("deviceId")
);

-- CreateTable
CREATE TABLE "plant_day" (
    "plantId" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "currentRunId" UUID,
    "publishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "plant_day_pkey" PRIMARY KEY ("plantId","day")
);

-- CreateTable
CREATE TABLE "run" (
    "id" UUID NOT NULL,
    "plantId" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "trigger" "run_trigger" NOT NULL,
    "requestedBy" TEXT NOT NULL,
    "note" TEXT,
    "state" "RunState" NOT NULL DEFAULT 'queued',
    "modelVersion" TEXT,
    "arrayCount" INTEGER,
    "readingsReceived" BIGINT,
    "readingsExpected" BIGINT,
    "error" TEXT,
    "requestedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedAt" TIMESTAMPTZ(3),
    "heartbeatAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stage" (
    "runId" UUID NOT NULL,
    "name" "StageName" NOT NULL,
    "state" "StageState" NOT NULL DEFAULT 'pending',
    "done" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER NOT NULL DEFAULT 0,
    "startedAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "error" TEXT,

    CONSTRAINT "stage_pkey" PRIMARY KEY ("runId","name")
);

-- CreateTable
CREATE TABLE "shard" (
    "runId" UUID NOT NULL,
    "stage" "StageName" NOT NULL,
    "partition" INTEGER NOT NULL,
    "state" "StageState" NOT NULL DEFAULT 'pending',
    "arrays" INTEGER NOT NULL DEFAULT 0,
    "counts" JSONB,
    "startedAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "error" TEXT,

    CONSTRAINT "shard_pkey" PRIMARY KEY ("runId","stage","partition")
);

-- CreateTable
CREATE TABLE "run_event" (
    "id" BIGSERIAL NOT NULL,
    "runId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "level" "EventLevel" NOT NULL,
    "stage" "StageName",
    "message" TEXT NOT NULL,

    CONSTRAINT "run_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verdict" (
    "runId" UUID NOT NULL,
    "deviceId" VARCHAR(10) NOT NULL,
    "condition" "ConditionName",
    "reason" "NoVerdictReason",
    "detail" TEXT,
    "confidence" DOUBLE PRECISION,
    "probabilities" DOUBLE PRECISION[],
    "coverage" DOUBLE PRECISION NOT NULL,
    "partition" INTEGER,

    CONSTRAINT "verdict_pkey" PRIMARY KEY ("runId","deviceId")
);

-- CreateIndex
CREATE UNIQUE INDEX "array_plantId_row_column_key" ON "array"("plantId", "row", "column");

-- CreateIndex
CREATE UNIQUE INDEX "plant_day_currentRunId_key" ON "plant_day"("currentRunId");

-- CreateIndex
CREATE INDEX "run_plantId_day_idx" ON "run"("plantId", "day");

-- CreateIndex
CREATE INDEX "run_requestedAt_idx" ON "run"("requestedAt");

-- CreateIndex
CREATE INDEX "run_event_runId_id_idx" ON "run_event"("runId", "id");

-- CreateIndex
CREATE INDEX "verdict_deviceId_idx" ON "verdict"("deviceId");

-- AddForeignKey
ALTER TABLE "array" ADD CONSTRAINT "array_plantId_fkey" FOREIGN KEY ("plantId") REFERENCES "plant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plant_day" ADD CONSTRAINT "plant_day_plantId_fkey" FOREIGN KEY ("plantId") REFERENCES "plant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plant_day" ADD CONSTRAINT "plant_day_currentRunId_fkey" FOREIGN KEY ("currentRunId") REFERENCES "run"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run" ADD CONSTRAINT "run_plantId_fkey" FOREIGN KEY ("plantId") REFERENCES "plant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stage" ADD CONSTRAINT "stage_runId_fkey" FOREIGN KEY ("runId") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shard" ADD CONSTRAINT "shard_runId_fkey" FOREIGN KEY ("runId") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_event" ADD CONSTRAINT "run_event_runId_fkey" FOREIGN KEY ("runId") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "verdict" ADD CONSTRAINT "verdict_runId_fkey" FOREIGN KEY ("runId") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "verdict" ADD CONSTRAINT "verdict_deviceId_fkey" FOREIGN KEY ("deviceId") REFERENCES "array"("deviceId") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema language cannot say.

-- Never two live runs of one plant day.
CREATE UNIQUE INDEX "run_one_live_a_day" ON "run"("plantId", "day") WHERE "state" IN ('queued', 'running');

-- A verdict is a condition or a reason why there is none; probabilities are six or none; coverage is a share.
ALTER TABLE "verdict"
  ADD CONSTRAINT "verdict_condition_or_reason" CHECK (("condition" IS NULL) <> ("reason" IS NULL)),
  ADD CONSTRAINT "verdict_six_probabilities" CHECK (cardinality("probabilities") IN (0, 6)),
  ADD CONSTRAINT "verdict_coverage_share" CHECK ("coverage" BETWEEN 0 AND 1);
