import type { StageName } from '#domain/run.ts';
import { openSystem } from '#server/services/context.ts';
import { createRun } from '#server/services/runs/create-run.ts';
import { endRun } from '#server/services/runs/end-run.ts';
import { failRun } from '#server/services/runs/fail-run.ts';
import { showVerdicts } from '#server/services/runs/show-verdicts.ts';
import { database, inTransaction } from '#server/stores/database.ts';
import { getRunRow, moveRun } from '#server/stores/runs.ts';
import { moveStage } from '#server/stores/stages.ts';
import type { IndexedVerdict } from '#server/stores/verdicts.ts';
import { contextOf } from '#tests/context.ts';

// Runs as workers leave them, without the work: for tests of what happens to them afterwards.

/** A queued run of a day that has no readings. */
export async function queuedRun(day: string): Promise<string> {
  const plan = { plantId: 'demo', day, fromStage: 'ingest', baseRunId: null, modelVersion: 'model' } as const;
  const first = { stage: 'ingest', total: 0, shards: [] } as const;
  return (await createRun(await contextOf(), { day }, { trigger: 'command', plan: { ...plan, first } })).id;
}

export async function runningRun(day: string, stage: StageName = 'ingest'): Promise<string> {
  const id = await queuedRun(day);
  await moveRun(database(), id, 'running', { startedAt: new Date() });
  await moveStage(database(), id, stage, 'running', { startedAt: new Date() });
  return id;
}

/** A run that ended well, its verdicts on show. */
export async function publishedRun(day: string, verdicts: readonly IndexedVerdict[]): Promise<string> {
  const runId = await runningRun(day, 'publish');
  const figures = { arrayCount: verdicts.length, readingsReceived: 0, readingsExpected: 0 };
  await inTransaction(database(), async (db) => {
    await showVerdicts({ ...openSystem(), db }, { runId, plantId: 'demo', day, verdicts, figures });
    await endRun({ ...openSystem(), db }, await getRunRow(db, runId));
  });
  return runId;
}

/** Ends a live run as failed. */
export async function endAsFailed(runId: string, error: string): Promise<void> {
  await inTransaction(database(), async (db) => {
    const run = await getRunRow(db, runId);
    if (run.state === 'queued') await moveRun(db, runId, 'running', { startedAt: new Date() });
    await failRun({ ...openSystem(), db }, runId, error, 'internal');
    await endRun({ ...openSystem(), db }, await getRunRow(db, runId));
  });
}
