-- Faults as cases: one an array and condition, made of the published verdicts and of what operators decided.
CREATE TYPE "fault_state" AS ENUM ('open', 'acknowledged', 'snoozed', 'resolved', 'regressed', 'withdrawn');
CREATE TYPE "fault_decision" AS ENUM ('none', 'acknowledged', 'snoozed', 'resolved', 'reopened');
CREATE TYPE "fault_event_kind" AS ENUM (
  'opened', 'regressed', 'ended', 'withdrawn', 'woken', 'revised',
  'acknowledged', 'assigned', 'snoozed', 'resolved', 'reopened', 'noted'
);

CREATE TABLE "fault_case" (
  "id" UUID NOT NULL DEFAULT gen_random_uuid(),
  "plantId" TEXT NOT NULL,
  "deviceId" VARCHAR(10) NOT NULL,
  "condition" "ConditionName" NOT NULL,
  "state" "fault_state" NOT NULL DEFAULT 'open',
  "noLongerSeen" BOOLEAN NOT NULL DEFAULT false,
  "firstDay" DATE,
  "sinceDay" DATE,
  "lastDay" DATE,
  "daysSeen" INTEGER NOT NULL DEFAULT 0,
  "normalAfter" INTEGER NOT NULL DEFAULT 0,
  "confidence" DOUBLE PRECISION,
  "lossKwh" DOUBLE PRECISION,
  "lossDays" INTEGER NOT NULL DEFAULT 0,
  "lastLossKwh" DOUBLE PRECISION,
  "decision" "fault_decision" NOT NULL DEFAULT 'none',
  "decidedDay" DATE,
  "snoozedUntil" DATE,
  "snoozeLossKwh" DOUBLE PRECISION,
  "snoozeConfidence" DOUBLE PRECISION,
  "cause" TEXT,
  "assignee" TEXT,
  "note" TEXT,
  "version" INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT "fault_case_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "fault_case_is_a_fault" CHECK ("condition" <> 'normal'),
  CONSTRAINT "fault_case_decided_day" CHECK (("decision" = 'none') = ("decidedDay" IS NULL)),
  CONSTRAINT "fault_case_days" CHECK ("daysSeen" > 0 OR "firstDay" IS NULL)
);
CREATE UNIQUE INDEX "fault_case_deviceId_condition_key" ON "fault_case" ("deviceId", "condition");
CREATE INDEX "fault_case_plantId_state_snoozedUntil_idx" ON "fault_case" ("plantId", "state", "snoozedUntil");
CREATE INDEX "fault_case_plantId_assignee_idx" ON "fault_case" ("plantId", "assignee");
ALTER TABLE "fault_case" ADD CONSTRAINT "fault_case_plantId_fkey" FOREIGN KEY ("plantId") REFERENCES "plant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "fault_case" ADD CONSTRAINT "fault_case_deviceId_fkey" FOREIGN KEY ("deviceId") REFERENCES "array"("deviceId") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The days on which the published result shows the fault.
CREATE TABLE "case_day" (
  "caseId" UUID NOT NULL,
  "day" DATE NOT NULL,
  "runId" UUID NOT NULL,
  "confidence" DOUBLE PRECISION,
  "lossKwh" DOUBLE PRECISION,
  "normalBefore" INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT "case_day_pkey" PRIMARY KEY ("caseId", "day")
);
CREATE INDEX "case_day_runId_idx" ON "case_day" ("runId");
ALTER TABLE "case_day" ADD CONSTRAINT "case_day_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "fault_case"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "case_day" ADD CONSTRAINT "case_day_runId_fkey" FOREIGN KEY ("runId") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The history of a case. Rows are only ever added: a change or removal is refused, whoever asks.
CREATE TABLE "fault_event" (
  "id" BIGSERIAL NOT NULL,
  "caseId" UUID NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "kind" "fault_event_kind" NOT NULL,
  "actorName" TEXT,
  "day" DATE,
  "runId" UUID,
  "detail" TEXT,
  "note" TEXT,
  CONSTRAINT "fault_event_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "fault_event_caseId_id_idx" ON "fault_event" ("caseId", "id");
CREATE INDEX "fault_event_actorName_idx" ON "fault_event" ("actorName");
ALTER TABLE "fault_event" ADD CONSTRAINT "fault_event_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "fault_case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE FUNCTION "refuse_change_of_fault_history"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the history of a fault is append-only';
END $$;
CREATE TRIGGER "fault_event_append_only" BEFORE UPDATE OR DELETE ON "fault_event"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change_of_fault_history"();
CREATE TRIGGER "fault_event_no_truncate" BEFORE TRUNCATE ON "fault_event"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change_of_fault_history"();

-- The run whose verdicts the cases hold for the day: days published before there were cases are caught up.
ALTER TABLE "plant_day" ADD COLUMN "casesRunId" UUID;
