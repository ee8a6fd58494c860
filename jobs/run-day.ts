import { executeRun, type RunProgress } from '#jobs/execute-run.ts';
import type { RunTrigger } from '#server/domain/run.ts';
import { createRun } from '#server/services/runs/create-run.ts';
import { failLostRuns } from '#server/services/runs/fail-lost-runs.ts';
import { database } from '#server/stores/database.ts';
import { findCurrentRunId } from '#server/stores/plant-days.ts';

export interface DayRunOptions {
  plantId: string;
  day: string;
  trigger: RunTrigger;
  requestedBy: string;
  note?: string;
  signal?: AbortSignal;
  onProgress?: RunProgress;
}

/** Runs a plant day in this process and waits for its end. */
export async function runDay(options: DayRunOptions): Promise<{ runId: string }> {
  const { plantId, day, note, signal, onProgress } = options;
  await failLostRuns();
  const actor = { name: options.requestedBy, trigger: options.trigger };
  const { id: runId } = await createRun(plantId, { day, ...(note === undefined ? {} : { note }) }, actor);
  await executeRun(runId, { ...(signal ? { signal } : {}), ...(onProgress ? { onProgress } : {}) });
  return { runId };
}

/** Runs a plant day only when it has no published result yet. */
export async function ensureDayRun(options: DayRunOptions): Promise<{ runId: string; ran: boolean }> {
  const current = await findCurrentRunId(database(), options.plantId, options.day);
  if (current) return { runId: current, ran: false };
  return { ...(await runDay(options)), ran: true };
}
