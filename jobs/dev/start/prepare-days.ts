import { plantDayOf, shiftPlantDay } from '#domain/plant-day.ts';
import { ensureDayRun } from '#jobs/pipeline/run-day.ts';
import { progressBar } from '#jobs/process/progress.ts';
import { ensureSimulatedDay } from '#jobs/simulator/simulate-day.ts';
import { runWithBars } from './run-with-bars.ts';
import { step } from './steps.ts';

/** The last `days` whole plant days, oldest first. */
export function recentDays(days: number, utcOffsetMinutes: number, nowMs: number): string[] {
  const today = plantDayOf(nowMs, utcOffsetMinutes);
  return Array.from({ length: days }, (_, index) => shiftPlantDay(today, index - days));
}

/** Simulates a plant day and runs the pipeline for it, unless both were done before. */
export async function prepareDay(plantId: string, day: string, signal: AbortSignal): Promise<void> {
  await step(`${day}: readings`, async () => {
    const bar = progressBar('simulate');
    try {
      await ensureSimulatedDay({ plantId, day, signal, onProgress: bar.update });
    } finally {
      bar.stop();
    }
  });
  await step(`${day}: pipeline`, () => runWithBars(ensureDayRun, plantId, day, signal));
}
