-- What is registered, held against what is measured: the findings of the checks and what was decided of each.
CREATE TABLE "commissioning_finding" (
  "id" UUID NOT NULL,
  "plantId" TEXT NOT NULL,
  "key" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "state" TEXT NOT NULL DEFAULT 'open',
  "finding" JSONB NOT NULL,
  "firstSeenAt" TIMESTAMPTZ(3) NOT NULL,
  "lastSeenAt" TIMESTAMPTZ(3) NOT NULL,
  "decidedAt" TIMESTAMPTZ(3),
  "decidedBy" TEXT,
  CONSTRAINT "commissioning_finding_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "commissioning_finding_state" CHECK ("state" IN ('open', 'applied', 'ignored', 'gone')),
  CONSTRAINT "commissioning_finding_decided" CHECK (("decidedAt" IS NULL) = ("decidedBy" IS NULL)),
  CONSTRAINT "commissioning_finding_undecided" CHECK ("state" NOT IN ('applied', 'ignored') OR "decidedAt" IS NOT NULL)
);
CREATE UNIQUE INDEX "commissioning_finding_plantId_key_key" ON "commissioning_finding" ("plantId", "key");
CREATE INDEX "commissioning_finding_plantId_state_id_idx" ON "commissioning_finding" ("plantId", "state", "id");
ALTER TABLE "commissioning_finding" ADD CONSTRAINT "commissioning_finding_plantId_fkey" FOREIGN KEY ("plantId") REFERENCES "plant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The last check of a plant.
CREATE TABLE "commissioning_check" (
  "plantId" TEXT NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "days" DATE[],
  "arrays" INTEGER NOT NULL,
  CONSTRAINT "commissioning_check_pkey" PRIMARY KEY ("plantId")
);
ALTER TABLE "commissioning_check" ADD CONSTRAINT "commissioning_check_plantId_fkey" FOREIGN KEY ("plantId") REFERENCES "plant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
