import type { ensureDayRun } from '#jobs/pipeline/run-day.ts';
import { stageBars } from '#jobs/pipeline/stage-bars.ts';

type Run = (options: Parameters<typeof ensureDayRun>[0]) => Promise<unknown>;

/** Runs a plant day as `npm start` asks for it, with a bar of each stage. Throws what the run throws. */
export async function runWithBars(run: Run, plantId: string, day: string, signal: AbortSignal): Promise<void> {
  const bars = stageBars();
  try {
    await run({ plantId, day, trigger: 'command', requestedBy: 'npm start', signal, onProgress: bars.onProgress });
  } finally {
    bars.stop();
  }
}
