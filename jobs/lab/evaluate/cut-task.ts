import type { Condition } from '#domain/conditions.ts';
import { SLOT_SECONDS } from '#domain/plant-day.ts';
import type { VerdictEvidence } from '#domain/verdict-evidence.ts';
import { makeGroup } from '#jobs/lab/dataset/make-group.ts';
import { scenarioOf } from '#jobs/lab/dataset/scenario.ts';
import { countDone, threadTask } from '#jobs/process/thread-pool.ts';
import { examineArrayDay } from '#models/classifier/examine-array-day.ts';
import { IMAGE_PIXELS, parsePreprocessing, planOf } from '#models/classifier/preprocessing.ts';
import { samplingOf } from '#models/operation/complete-series.ts';
import { cutSeries } from '#models/series/cut-series.ts';
import { coverageOf } from '#models/series/daylight.ts';

/** Neighbours under one sky, looked at hour by hour. */
export interface CutBatch {
  seed: number;
  /** Group of the test split. */
  index: number;
  hours: readonly number[];
  preprocessingJson: string;
}

/** An array-day as it was known at an hour. */
export interface CutRecord {
  hour: number;
  /** The condition so far: a fault that has not begun is none. */
  condition: Condition;
  coverage: number;
  evidence: VerdictEvidence | null;
}

export interface CutBatchResult {
  images: Uint8Array;
  records: CutRecord[];
}

const SCENARIO = scenarioOf({ name: 'cut-days' });
const GROUP_DAYS = 6;
const SLOTS_PER_HOUR = 3600 / SLOT_SECONDS;

/** In a worker thread: the arrays of a group at each hour. */
export const run = threadTask(async (batch: CutBatch, counter): Promise<CutBatchResult> => {
  const { seed, index, hours } = batch;
  const preprocessing = parsePreprocessing(batch.preprocessingJson);
  const plan = planOf(preprocessing);
  const group = makeGroup({ scenario: SCENARIO, seed, split: 'test', index, count: GROUP_DAYS, withLoss: false });
  const images = new Uint8Array(group.length * hours.length * IMAGE_PIXELS);
  const records: CutRecord[] = [];
  for (const { series, nameplate, context, condition, truth, daylight } of group) {
    for (const hour of hours) {
      const knownUntil = hour * SLOTS_PER_HOUR;
      const known = cutSeries(series, knownUntil);
      const examined = examineArrayDay({ series: known, nameplate, context, plan, preprocessing, knownUntil });
      if (examined) images.set(examined.image, records.length * IMAGE_PIXELS);
      const hasBegun = truth.onsetSlot !== null && truth.onsetSlot < knownUntil;
      const light = daylight && { first: daylight.first, end: Math.min(daylight.end, knownUntil) };
      records.push({
        hour,
        condition: hasBegun ? condition : 'normal',
        coverage: light && light.end > light.first ? coverageOf(samplingOf(known).covered, light) : 0,
        evidence: examined?.evidence ?? null,
      });
    }
    countDone(counter);
  }
  return { images, records };
});
