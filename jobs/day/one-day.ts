import process from 'node:process';
import { stageBars } from '#jobs/progress.ts';
import { runDay } from '#jobs/run-day.ts';
import { watchStageMemory } from '#jobs/stage-memory.ts';
import { readSettings } from '#server/env.ts';
import { getRun } from '#server/services/runs/get-run.ts';
import type { RunSettings } from './options.ts';
import { stageTable } from './show.ts';

/** Runs a day with a bar a stage, and prints what its stages took. */
export async function runOneDay(day: string, settings: RunSettings, signal: AbortSignal): Promise<void> {
  const bars = stageBars();
  const memory = watchStageMemory();
  try {
    const { runId } = await runDay({
      plantId: readSettings().HELIOGRAPH_PLANT,
      day,
      ...settings,
      trigger: 'command',
      requestedBy: 'command line',
      signal,
      onProgress: (progress) => {
        bars.onProgress(progress);
        memory.onProgress(progress);
      },
    });
    bars.stop();
    process.stdout.write(`${stageTable(await getRun({ runId }), memory.peakBytes)}\n`);
    process.stdout.write(`${day} is published by run ${runId}\n`);
  } finally {
    bars.stop();
    memory.stop();
  }
}
