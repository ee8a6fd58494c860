-- However many schedulers there are, a plant day is scheduled once.
CREATE UNIQUE INDEX "run_one_scheduled_a_day" ON "run"("plantId", "day") WHERE "trigger" = 'schedule';
