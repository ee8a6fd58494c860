-- A run is spread over workers as shards, each with attempts, a fencing token and a heartbeat of its own.

ALTER TYPE "StageState" ADD VALUE 'cancelled' BEFORE 'skipped';

CREATE TYPE "ShardState" AS ENUM ('pending', 'running', 'succeeded', 'failed', 'cancelled');

-- A run under way was held by one process of the version before, which is gone.
UPDATE "stage" SET "state" = 'failed', "endedAt" = now(), "error" = 'interrupted by an update'
  WHERE "state" = 'running' AND "runId" IN (SELECT "id" FROM "run" WHERE "state" IN ('queued', 'running'));
UPDATE "stage" SET "state" = 'skipped'
  WHERE "state" = 'pending' AND "runId" IN (SELECT "id" FROM "run" WHERE "state" IN ('queued', 'running'));
UPDATE "run" SET "state" = 'failed', "endedAt" = now(), "error" = 'interrupted by an update: run the day again'
  WHERE "state" IN ('queued', 'running');

ALTER TABLE "run"
  DROP COLUMN "heartbeatAt",
  ADD COLUMN "baseRunId" UUID,
  ADD COLUMN "errorCode" TEXT,
  ADD COLUMN "fromStage" "StageName" NOT NULL DEFAULT 'ingest',
  ADD COLUMN "releasedAt" TIMESTAMPTZ(3);

ALTER TABLE "shard" ALTER COLUMN "state" DROP DEFAULT;
ALTER TABLE "shard" ALTER COLUMN "state" TYPE "ShardState"
  USING (CASE "state"::text WHEN 'skipped' THEN 'cancelled' ELSE "state"::text END)::"ShardState";
ALTER TABLE "shard" ALTER COLUMN "state" SET DEFAULT 'pending';
ALTER TABLE "shard" RENAME COLUMN "arrays" TO "total";
ALTER TABLE "shard"
  ADD COLUMN "attempt" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "availableAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  ADD COLUMN "claimedAt" TIMESTAMPTZ(3),
  ADD COLUMN "done" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "fence" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "heartbeatAt" TIMESTAMPTZ(3),
  ADD COLUMN "input" JSONB,
  ADD COLUMN "result" JSONB,
  ADD COLUMN "worker" TEXT;
UPDATE "shard" SET "done" = "total";

-- What Prisma's schema language cannot say.

-- What workers look for: a handful of rows among those of all the runs there were.
CREATE INDEX "shard_open" ON "shard"("availableAt") WHERE "state" IN ('pending', 'running');

-- A shard that is worked on says by whom, under which claim, and since when.
ALTER TABLE "shard"
  ADD CONSTRAINT "shard_running_is_held" CHECK (
    "state" <> 'running' OR ("worker" IS NOT NULL AND "fence" > 0 AND "heartbeatAt" IS NOT NULL AND "claimedAt" IS NOT NULL));
