import { outcomeForAlarm } from '#domain/alarm-rule.ts';
import type { Condition } from '#domain/conditions.ts';
import type { FaultKind } from '#domain/fault-kinds.ts';
import { faultOf } from '#domain/fault-kinds.ts';
import { SLOTS_PER_DAY } from '#domain/plant-day.ts';
import { judgeWindow, sketchWindow, type WindowVerdict } from '#jobs/pipeline/live/judge-window.ts';
import { countDone, threadTask } from '#jobs/process/thread-pool.ts';
import { type Classifier, createClassifier } from '#models/classifier/classifier.ts';
import { arrayOperationOf } from '#models/operation/array-operation.ts';
import { addToSketch, facingOf, peersOf } from '#models/operation/peer-sketch.ts';
import { cutSeries } from '#models/series/cut-series.ts';
import { countDaylight, daylightOf } from '#models/series/daylight.ts';
import type { LoadedModel } from '#server/services/models/check-model.ts';
import { simulatePlantDay, type TrueArrayDay } from './plant-day.ts';

/** A simulated plant day that is looked at window by window. */
export interface DelayGroup {
  seed: string;
  healthy: number;
  withPast: boolean;
  windowSlots: number;
  model: Pick<LoadedModel, 'topologyJson' | 'weights' | 'calibration' | 'preprocessingJson'>;
}

/** What the windows said of an array. */
export interface DelayRecord {
  condition: Condition;
  onsetSlot: number | null;
  /** Of the windows in daylight, in their order: the slot at which they end, what they said to the alarm rule, and the onset. */
  windows: { end: number; outcome: FaultKind | 'normal' | null; onset: WindowVerdict['onset'] }[];
  /** The condition of the last of them, and of the whole day. */
  last: string | null;
  night: string | null;
}

let classifier: Promise<Classifier> | undefined;

/** In a worker thread: the arrays of a plant day at the end of each window in daylight, and at the day's end. */
export const run = threadTask(async (group: DelayGroup, counter): Promise<DelayRecord[]> => {
  classifier ??= createClassifier(group.model);
  const arrays = simulatePlantDay(group);
  const whole = daylightOf(countDaylight(arrays.map(({ series }) => series.irradiance)));
  const records = arrays.map(({ condition, onsetSlot }): DelayRecord => {
    return { condition, onsetSlot, windows: [], last: null, night: null };
  });
  if (!whole) return records;
  const first = Math.ceil((whole.first + 1) / group.windowSlots) * group.windowSlots;
  for (let end = first; end < whole.end + group.windowSlots; end += group.windowSlots) {
    const verdicts = await judgeAt(arrays, end, group);
    verdicts.forEach((verdict, index) => {
      const { condition, reason, evidence } = verdict;
      const fault = faultOf({ condition, reason, ranWhileOffPart: evidence?.ranWhileOffPart ?? null });
      const record = records[index];
      record?.windows.push({ end, outcome: outcomeForAlarm(fault, condition), onset: verdict.onset });
      if (record) record.last = condition ?? reason;
    });
  }
  (await judgeAt(arrays, SLOTS_PER_DAY, group)).forEach(({ condition, reason }, index) => {
    const record = records[index];
    if (record) record.night = condition ?? reason;
  });
  countDone(counter, arrays.length);
  return records;
});

/**
 * As most of a plant is healthy: the reference of all is the median of the healthy ones, as an array's own readings do not move that
 * of the thousands of a plant.
 */
async function judgeAt(arrays: readonly TrueArrayDay[], end: number, { model }: DelayGroup): Promise<WindowVerdict[]> {
  const known = arrays.map((array) => ({ ...array, series: cutSeries(array.series, end) }));
  const { sketch } = sketchWindow(known.filter(({ condition }) => condition === 'normal'));
  const beside = known.find(({ condition }) => condition !== 'normal');
  const operation = beside && arrayOperationOf(beside.series, beside.nameplate);
  if (operation) addToSketch(sketch, facingOf(operation), operation);
  // It takes the one that asks out again: what is left are the healthy ones.
  const reference = operation ? peersOf(sketch).referenceOf(facingOf(operation), operation) : null;
  return judgeWindow(known, {
    day: '2026-01-01',
    knownUntil: end,
    peers: { referenceOf: () => reference, runningWhileOff: () => null },
    daylight: daylightOf(countDaylight(known.map(({ series }) => series.irradiance))),
    profiles: new Map(arrays.flatMap(({ deviceId, profile }) => (profile ? [[deviceId, profile] as const] : []))),
    doubts: new Map<string, string>(),
    preprocessingJson: model.preprocessingJson,
    calibration: model.calibration,
    classifier: await (classifier ?? createClassifier(model)),
  });
}
