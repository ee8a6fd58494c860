-- A shard's row knows its last attempt only. The run's timeline shows each: one row a claim, ended in the transaction
-- that ends the claim. `outcome` is null while it goes on.
CREATE TABLE "shard_attempt" (
  "runId" UUID NOT NULL,
  "stage" "StageName" NOT NULL,
  "partition" INTEGER NOT NULL,
  "fence" INTEGER NOT NULL,
  "attempt" INTEGER NOT NULL,
  "worker" TEXT NOT NULL,
  "startedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "endedAt" TIMESTAMPTZ(3),
  "outcome" TEXT,
  "error" TEXT,
  CONSTRAINT "shard_attempt_pkey" PRIMARY KEY ("runId", "stage", "partition", "fence"),
  CONSTRAINT "shard_attempt_runId_fkey" FOREIGN KEY ("runId") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "shard_attempt_outcome" CHECK (
    ("outcome" IS NULL) = ("endedAt" IS NULL)
    AND "outcome" IN ('succeeded', 'failed', 'handed_back', 'cancelled'))
);

-- Of runs before this one the last attempts are known. Shards copied from another run were never claimed in theirs.
INSERT INTO "shard_attempt" ("runId", "stage", "partition", "fence", "attempt", "worker", "startedAt", "endedAt", "outcome", "error")
  SELECT "runId", "stage", "partition", "fence", "attempt", "worker", "claimedAt",
    CASE WHEN "state" = 'running' THEN NULL ELSE "endedAt" END,
    CASE WHEN "state" = 'running' THEN NULL ELSE "state"::text END, "error"
  FROM "shard"
  WHERE "claimedAt" IS NOT NULL AND "worker" IS NOT NULL
    AND ("state" = 'running' OR ("state" <> 'pending' AND "endedAt" IS NOT NULL));
