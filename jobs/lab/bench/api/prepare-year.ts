import { plantDayOf, shiftPlantDay } from '#domain/plant-day.ts';
import { runBenchDay } from '#jobs/lab/bench/bench-plant.ts';
import { startBenchWorker } from '#jobs/lab/bench/bench-worker.ts';
import { ensureSimulatedDay } from '#jobs/simulator/simulate-day.ts';
import { openSystem } from '#server/services/context.ts';
import { makeColumns } from '#server/services/days/outcome-columns.ts';
import {
  DEMO_UTC_OFFSET_MINUTES,
  demoDeviceId,
  registerDemoPlant,
} from '#server/services/plants/register-demo-plant.ts';
import { database } from '#server/stores/database.ts';
import { listRunRows } from '#server/stores/runs.ts';
import type { AskedPlant } from './reads.ts';
import { seedIndex } from './seed-index.ts';

/** Arrays that send readings on the newest day. */
const SENDING = 48;

interface PreparedYear {
  plant: AskedPlant;
  /** Synthetic ones, before the newest day. */
  verdicts: number;
  publish: { arrays: number | null; wallMs: number };
}

/** A plant with `days` of verdicts: synthetic ones, and on top of them yesterday's, published by the pipeline. */
export async function prepareYear(
  databaseUrl: string,
  { arrays, days }: { arrays: number; days: number },
  signal: AbortSignal,
): Promise<PreparedYear> {
  const sending = Math.min(SENDING, arrays);
  const { plantId } = await registerDemoPlant(openSystem(), { arrays: sending });
  const lastDay = shiftPlantDay(plantDayOf(Date.now(), DEMO_UTC_OFFSET_MINUTES), -1);
  // Before the other arrays are registered: those send nothing.
  await ensureSimulatedDay({ plantId, day: lastDay, onProgress: () => undefined, signal });
  const past = { plantId, arrays, days: days - 1, lastDay: shiftPlantDay(lastDay, -1) };
  const verdicts = await seedIndex(databaseUrl, past);
  for (const { id } of await listRunRows(database(), plantId, { limit: days })) {
    signal.throwIfAborted();
    await makeColumns(database(), plantId, id);
  }
  const devices = Array.from({ length: sending }, (_, index) => demoDeviceId(index));
  return { plant: { plantId, days, lastDay, sending: devices }, verdicts, publish: await publishDay(lastDay, signal) };
}

async function publishDay(day: string, signal: AbortSignal): Promise<PreparedYear['publish']> {
  const stopWorker = await startBenchWorker();
  try {
    const { arrays, stages } = await runBenchDay(signal, { day });
    const publish = stages.find(({ name }) => name === 'publish');
    return { arrays, wallMs: Date.parse(publish?.endedAt ?? '') - Date.parse(publish?.startedAt ?? '') };
  } finally {
    await stopWorker();
  }
}
