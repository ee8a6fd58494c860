-- A run's verdicts as the map of the plant takes them: some 90 kB for 10,000 arrays instead of 10,000 rows. Made again from
-- the rows when the plant's layout is no longer theirs.
CREATE TABLE "verdict_columns" (
  "runId" UUID NOT NULL,
  "layout" TEXT NOT NULL,
  "codes" BYTEA NOT NULL,
  "confidence" BYTEA NOT NULL,
  "coverage" BYTEA NOT NULL,
  "loss" BYTEA NOT NULL,
  CONSTRAINT "verdict_columns_pkey" PRIMARY KEY ("runId"),
  CONSTRAINT "verdict_columns_runId_fkey" FOREIGN KEY ("runId") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
