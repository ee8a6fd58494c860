-- What an export delivered, under an id of the caller's making; kept for a day, for the page that started the download.
CREATE TABLE "export_receipt" (
  "id" UUID NOT NULL,
  "actorId" TEXT NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "fileName" TEXT,
  "bytes" BIGINT,
  "rows" BIGINT,
  "sha256" TEXT,
  "error" TEXT,
  CONSTRAINT "export_receipt_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "export_receipt_file_or_error" CHECK (
    ("error" IS NULL) = ("sha256" IS NOT NULL)
    AND ("sha256" IS NOT NULL) = ("fileName" IS NOT NULL AND "bytes" IS NOT NULL AND "rows" IS NOT NULL)
  )
);
CREATE INDEX "export_receipt_at_idx" ON "export_receipt" ("at");
