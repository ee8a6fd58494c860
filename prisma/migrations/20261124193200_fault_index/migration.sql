-- The list of days counts the faults of many runs, and faults are few: without this it reads every verdict of those days.
CREATE INDEX "verdict_faults_idx" ON "verdict" ("runId", "condition") WHERE "condition" <> 'normal';
