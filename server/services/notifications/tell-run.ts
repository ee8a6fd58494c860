import { countVerdicts, newFaultsOf } from '#domain/new-faults.ts';
import type { RunFailed, RunSucceeded } from '#domain/notification.ts';
import { shiftPlantDay } from '#domain/plant-day.ts';
import { STAGES, type StageName } from '#domain/run.ts';
import { consoleLink } from '#server/services/notifications/console-link.ts';
import { type Delivery, sendNotification } from '#server/services/notifications/send-notification.ts';
import { database, dayOfDate } from '#server/stores/database.ts';
import { findCurrentRunId } from '#server/stores/plant-days.ts';
import { getPlantRow } from '#server/stores/plants.ts';
import { getRunRow, type RunRow } from '#server/stores/runs.ts';
import { listFoundFaults } from '#server/stores/verdicts.ts';

/** Tells the outcome of a run: its result when `error` is null, else why there is none. Can be repeated. */
export async function tellRun(runId: string, error: string | null): Promise<Delivery[]> {
  return sendNotification(error === null ? await describeSuccess(runId) : await describeFailure(runId, error));
}

/** What there is to tell of a run whose result is published. */
export async function describeSuccess(runId: string): Promise<RunSucceeded> {
  const db = database();
  const run = await getRunRow(db, runId);
  const day = dayOfDate(run.day);
  const before = await findCurrentRunId(db, run.plantId, shiftPlantDay(day, -1));
  const verdicts = await listFoundFaults(db, runId);
  return {
    kind: 'succeeded',
    ...(await aboutRun(run)),
    durationMs: durationOf(run) ?? 0,
    verdicts: countVerdicts(verdicts),
    newFaults: before === null ? null : newFaultsOf(verdicts, await listFoundFaults(db, before)),
    link: consoleLink(`/?day=${day}`),
  };
}

/** What there is to tell of a run that failed: the stage that stands as failed, and the cause. */
export async function describeFailure(runId: string, cause: string): Promise<RunFailed> {
  const run = await getRunRow(database(), runId);
  return {
    kind: 'failed',
    ...(await aboutRun(run)),
    durationMs: durationOf(run),
    stage: failedStage(run),
    cause,
    link: consoleLink(`/runs/${runId}`),
  };
}

async function aboutRun(run: RunRow) {
  const { id, name, utcOffsetMinutes } = await getPlantRow(database(), run.plantId);
  return { plant: { id, name, utcOffsetMinutes }, day: dayOfDate(run.day), runId: run.id };
}

/** The run may still have to end: it is told while it does. */
function durationOf({ startedAt, endedAt }: RunRow): number | null {
  return startedAt === null ? null : (endedAt ?? new Date()).getTime() - startedAt.getTime();
}

function failedStage({ stages }: RunRow): StageName | null {
  return STAGES.find((name) => stages.some((stage) => stage.name === name && stage.state === 'failed')) ?? null;
}
