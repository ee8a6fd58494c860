-- An alarm joins the fault that the nightly run opens: until that run has the day, the fault rests on the alarm.
ALTER TABLE "fault_case" ADD COLUMN "alarmDay" DATE;

-- What the windows so far make of an array: rows of before have none, and begin anew.
DELETE FROM "live_array";
ALTER TABLE "live_array" ADD COLUMN "course" JSONB NOT NULL;
