import { countVerdicts, newFaultsOf } from '#domain/new-faults.ts';
import type { RunFailed, RunSucceeded } from '#domain/notification.ts';
import { shiftPlantDay } from '#domain/plant-day.ts';
import { STAGES, type StageName } from '#domain/run.ts';
import type { SystemContext } from '#server/services/context.ts';
import { consoleLink } from '#server/services/notifications/console-link.ts';
import { type Delivery, sendNotification } from '#server/services/notifications/send-notification.ts';
import { dayOfDate } from '#server/stores/database.ts';
import { findCurrentRunId } from '#server/stores/plant-days.ts';
import { getPlantRow } from '#server/stores/plants.ts';
import { getRunRow, type RunRow } from '#server/stores/runs.ts';
import { listFoundFaults } from '#server/stores/verdicts.ts';

/** Tells the outcome of a run: its result when `error` is null, else why there is none. Can be repeated. */
export async function notifyRun(context: SystemContext, runId: string, error: string | null): Promise<Delivery[]> {
  const event = error === null ? await describeSuccess(context, runId) : await describeFailure(context, runId, error);
  return sendNotification(context, event);
}

/** What there is to tell of a run whose result is published. */
export async function describeSuccess(context: SystemContext, runId: string): Promise<RunSucceeded> {
  const { db } = context;
  const run = await getRunRow(db, runId);
  const day = dayOfDate(run.day);
  const before = await findCurrentRunId(db, run.plantId, shiftPlantDay(day, -1));
  const verdicts = await listFoundFaults(db, runId);
  return {
    kind: 'succeeded',
    ...(await aboutRun(context, run)),
    durationMs: durationOf(context, run) ?? 0,
    verdicts: countVerdicts(verdicts),
    newFaults: before === null ? null : newFaultsOf(verdicts, await listFoundFaults(db, before)),
    link: consoleLink(context.settings, run.plantId, `/?day=${day}`),
  };
}

/** What there is to tell of a run that failed: the stage that stands as failed, and the cause. */
export async function describeFailure(context: SystemContext, runId: string, cause: string): Promise<RunFailed> {
  const run = await getRunRow(context.db, runId);
  return {
    kind: 'failed',
    ...(await aboutRun(context, run)),
    durationMs: durationOf(context, run),
    stage: failedStage(run),
    cause,
    link: consoleLink(context.settings, run.plantId, `/runs/${runId}`),
  };
}

async function aboutRun({ db }: SystemContext, run: RunRow) {
  const { id, name, utcOffsetMinutes } = await getPlantRow(db, run.plantId);
  return { plant: { id, name, utcOffsetMinutes }, day: dayOfDate(run.day), runId: run.id };
}

/** The run may still have to end: it is told while it does. */
function durationOf({ now }: SystemContext, { startedAt, endedAt }: RunRow): number | null {
  return startedAt === null ? null : (endedAt ?? now()).getTime() - startedAt.getTime();
}

function failedStage({ stages }: RunRow): StageName | null {
  return STAGES.find((name) => stages.some((stage) => stage.name === name && stage.state === 'failed')) ?? null;
}
