import { plantDayOf, shiftPlantDay } from '#domain/plant-day.ts';
import { ensureDayRun } from '#jobs/pipeline/run-day.ts';
import { stageBars } from '#jobs/pipeline/stage-bars.ts';
import { progressBar } from '#jobs/process/progress.ts';
import { ensureSimulatedDay } from '#jobs/simulator/simulate-day.ts';
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
  await step(`${day}: pipeline`, async () => {
    const bars = stageBars();
    try {
      await ensureDayRun({
        plantId,
        day,
        trigger: 'command',
        requestedBy: 'npm start',
        signal,
        onProgress: bars.onProgress,
      });
    } finally {
      bars.stop();
    }
  });
}
