import { open } from 'node:fs/promises';
import { SLOT_SECONDS } from '#domain/plant-day.ts';
import { countDone, threadTask } from '#jobs/process/thread-pool.ts';
import { dayFeaturesOf } from '#models/baseline/day-features.ts';
import { type ExaminedArrayDay, examineArrayDay } from '#models/classifier/examine-array-day.ts';
import { IMAGE_PIXELS, parsePreprocessing, planOf } from '#models/classifier/preprocessing.ts';
import { samplingOf } from '#models/operation/complete-series.ts';
import { coverageOf } from '#models/series/daylight.ts';
import type { DatasetBatch, DayRecord } from './definition.ts';
import { groupSamples, makeGroup } from './make-group.ts';
import type { Sample } from './sample.ts';

/** In a worker thread: array-days simulated and taken the pipeline's way; their images go to their place in the file. */
export const run = threadTask(async (batch: DatasetBatch, counter): Promise<DayRecord[]> => {
  const preprocessing = parsePreprocessing(batch.preprocessingJson);
  const plan = planOf(preprocessing);
  const images = new Uint8Array(batch.count * IMAGE_PIXELS);
  const records: DayRecord[] = [];
  for (const sample of samplesOf(batch)) {
    const { series, nameplate, context } = sample;
    const knownUntil = sample.knownUntil ?? undefined;
    const examined = examineArrayDay({
      ...{ series, nameplate, context, plan, preprocessing },
      ...(knownUntil !== undefined && { knownUntil }),
    });
    if (examined) images.set(examined.image, records.length * IMAGE_PIXELS);
    records.push(recordOf(sample, examined));
    countDone(counter);
  }
  const file = await open(batch.file, 'r+');
  try {
    await file.write(images, 0, images.length, batch.first * IMAGE_PIXELS);
  } finally {
    await file.close();
  }
  return records;
});

function* samplesOf({ scenario, seed, split, first, count }: DatasetBatch): Generator<Sample> {
  const whole = groupSamples(scenario);
  // What a fault costs is asked of test days alone.
  const withLoss = split === 'test';
  for (let done = 0; done < count; done += whole) {
    const index = (first + done) / whole;
    yield* makeGroup({ scenario, seed, split, index, count: Math.min(whole, count - done), withLoss });
  }
}

function recordOf(sample: Sample, examined: ExaminedArrayDay | null): DayRecord {
  const { truth, series, daylight, nameplate, knownUntil } = sample;
  return {
    condition: sample.condition,
    onsetHour: truth.onsetSlot === null ? null : hoursOf(truth.onsetSlot),
    lossPart: truth.lossPart,
    sky: truth.sky,
    context: sample.contextName,
    knownUntilHour: knownUntil === null ? null : hoursOf(knownUntil),
    coverage: coverageOf(samplingOf(series).covered, daylight),
    evidence: examined?.evidence ?? null,
    features: examined && dayFeaturesOf(examined.operation.completed.series, nameplate),
  };
}

function hoursOf(slot: number): number {
  return (slot * SLOT_SECONDS) / 3600;
}
