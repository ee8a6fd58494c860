-- Who is called out by an alarm hears of it, and when it was wrong.
ALTER TYPE "notification_kind" ADD VALUE 'alarms';
ALTER TABLE "alarm" ADD COLUMN "endToldAt" TIMESTAMPTZ(3);
CREATE INDEX "alarm_untold_idx" ON "alarm" ("plantId", "raisedAt") WHERE "toldAt" IS NULL OR ("state" = 'withdrawn' AND "endToldAt" IS NULL);
