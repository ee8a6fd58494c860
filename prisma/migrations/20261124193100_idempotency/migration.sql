-- What a POST with an Idempotency-Key was answered, so that the same request sent again changes nothing more.
CREATE TABLE "idempotency_key" (
  "principalId" TEXT NOT NULL,
  "key" TEXT NOT NULL,
  "requestHash" TEXT NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "status" INTEGER,
  "headers" JSONB,
  "body" TEXT,
  CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("principalId", "key")
);
CREATE INDEX "idempotency_key_createdAt_idx" ON "idempotency_key" ("createdAt");
