import { open } from 'node:fs/promises';
import { countDone, threadTask } from '#jobs/thread-pool.ts';
import { dayFeaturesOf } from '#models/baseline/day-features.ts';
import { fillSeries } from '#models/classifier/fill-series.ts';
import { prepareArrayDay } from '#models/classifier/prepare-array-day.ts';
import { IMAGE_PIXELS, normalisedScalogramsOf, parsePreprocessing, planOf } from '#models/classifier/preprocessing.ts';
import { coverageOf } from '#models/series/daylight.ts';
import { usableSlots } from '#models/series/series-grid.ts';
import { createWaveletPlan } from '#models/wavelet/plan.ts';
import { SLOT_SECONDS } from '#server/domain/plant-day.ts';
import { HeliographError } from '#server/errors.ts';
import type { DatasetBatch, DatasetBatchResult, DayRecord } from './definition.ts';
import { GROUP_DAYS, type GriddedDay, type Group, makeGroup } from './make-group.ts';

/** In a worker thread: array-days simulated and taken the pipeline's way; their images go to their place in the file. */
export const run = threadTask(async (payload: DatasetBatch, counter): Promise<DatasetBatchResult> => {
  return payload.target ? await writeImages(payload, payload.target, counter) : scalogramsOf(payload, counter);
});

async function writeImages(
  batch: DatasetBatch,
  target: { preprocessingJson: string; file: string },
  counter: Int32Array,
): Promise<DatasetBatchResult> {
  const preprocessing = parsePreprocessing(target.preprocessingJson);
  const plan = planOf(preprocessing);
  const images = new Uint8Array(batch.count * IMAGE_PIXELS);
  const records: DayRecord[] = [];
  for (const { day, group } of daysOf(batch)) {
    const { nameplate } = group;
    const { image } = prepareArrayDay({ grid: day.grid, nameplate, plan, preprocessing });
    if (image) images.set(image, records.length * IMAGE_PIXELS);
    records.push(recordOf(day, group));
    countDone(counter);
  }
  const file = await open(target.file, 'r+');
  try {
    await file.write(images, 0, images.length, batch.first * IMAGE_PIXELS);
  } finally {
    await file.close();
  }
  return { records, scalograms: null };
}

function scalogramsOf(batch: DatasetBatch, counter: Int32Array): DatasetBatchResult {
  const plan = createWaveletPlan();
  const scalograms = new Float32Array(batch.count * IMAGE_PIXELS);
  let index = 0;
  for (const { day, group } of daysOf(batch)) {
    const filled = fillSeries(day.grid.series);
    if (!filled) throw new HeliographError('internal', 'a simulated array-day has a channel without any value');
    scalograms.set(normalisedScalogramsOf(plan, group.nameplate, filled.series), index++ * IMAGE_PIXELS);
    countDone(counter);
  }
  return { records: [], scalograms };
}

function* daysOf({ scenario, seed, split, first, count }: DatasetBatch): Generator<{ day: GriddedDay; group: Group }> {
  for (let done = 0; done < count; done += GROUP_DAYS) {
    const index = (first + done) / GROUP_DAYS;
    const group = makeGroup({ scenario, seed, split, index, count: Math.min(GROUP_DAYS, count - done) });
    for (const day of group.days) yield { day, group };
  }
}

function recordOf({ grid, truth }: GriddedDay, { nameplate, daylight }: Group): DayRecord {
  const filled = fillSeries(grid.series);
  return {
    condition: truth.condition,
    onsetHour: truth.onsetSlot === null ? null : (truth.onsetSlot * SLOT_SECONDS) / 3600,
    lossPart: truth.lossPart,
    sky: truth.sky,
    coverage: coverageOf(usableSlots(grid.series), daylight),
    features: filled && dayFeaturesOf(filled.series, nameplate),
  };
}
