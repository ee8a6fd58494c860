-- What housekeeping took of a run, written before the first object goes.

-- CreateTable
CREATE TABLE "removal" (
    "runId" UUID NOT NULL,
    "bucket" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "objects" INTEGER NOT NULL,
    "bytes" BIGINT NOT NULL,

    CONSTRAINT "removal_pkey" PRIMARY KEY ("runId","bucket")
);

-- AddForeignKey
ALTER TABLE "removal" ADD CONSTRAINT "removal_runId_fkey" FOREIGN KEY ("runId") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;
