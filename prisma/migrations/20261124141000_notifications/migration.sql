-- Every attempt to tell somebody of a run, or of a day that has none.

-- CreateEnum
CREATE TYPE "notification_kind" AS ENUM ('succeeded', 'failed', 'did_not_run', 'caught_up');

-- CreateEnum
CREATE TYPE "notification_channel" AS ENUM ('log', 'webhook', 'email', 'sns');

-- CreateEnum
CREATE TYPE "notification_outcome" AS ENUM ('delivered', 'failed', 'given_up');

-- CreateTable
CREATE TABLE "notification" (
    "id" BIGSERIAL NOT NULL,
    "plantId" TEXT NOT NULL,
    "runId" UUID,
    "day" DATE NOT NULL,
    "kind" "notification_kind" NOT NULL,
    "channel" "notification_channel" NOT NULL,
    "attempt" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "outcome" "notification_outcome" NOT NULL,
    "detail" TEXT NOT NULL,

    CONSTRAINT "notification_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "notification_runId_id_idx" ON "notification"("runId", "id");

-- CreateIndex
CREATE INDEX "notification_plantId_day_idx" ON "notification"("plantId", "day");

-- AddForeignKey
ALTER TABLE "notification" ADD CONSTRAINT "notification_plantId_fkey" FOREIGN KEY ("plantId") REFERENCES "plant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notification" ADD CONSTRAINT "notification_runId_fkey" FOREIGN KEY ("runId") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;
