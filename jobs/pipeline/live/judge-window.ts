import type { Calibration } from '#domain/calibration.ts';
import type { ArraySeries } from '#domain/channels.ts';
import type { Nameplate } from '#domain/nameplate.ts';
import type { ReadingCounts } from '#domain/reading-counts.ts';
import type { Classifier } from '#models/classifier/classifier.ts';
import { type ExaminedArrayDay, examineArrayDay } from '#models/classifier/examine-array-day.ts';
import { judgeArrayDays } from '#models/classifier/judge-array-days.ts';
import { parsePreprocessing, planOf } from '#models/classifier/preprocessing.ts';
import { heldAgainstRegistry } from '#models/classifier/registration-doubt.ts';
import { arrayOperationOf } from '#models/operation/array-operation.ts';
import { samplingOf } from '#models/operation/complete-series.ts';
import { type Onset, onsetOf } from '#models/operation/onset.ts';
import type { OwnProfile } from '#models/operation/own-profile.ts';
import { addToSketch, emptySketch, facingOf, type PeerSketch, type Peers } from '#models/operation/peer-sketch.ts';
import { seriesForEnergy } from '#models/operation/series-for-energy.ts';
import { arrayEnergyOf } from '#models/photovoltaic/array-energy.ts';
import {
  countDaylight,
  coverageOf,
  type DaylightVotes,
  type DaylightWindow,
  lightUntil,
} from '#models/series/daylight.ts';
import { rejectedPartOf } from '#models/series/rejected-part.ts';
import { messageOf } from '#server/errors.ts';
import type { DayVerdict } from '#server/gateways/parquet/gold-file.ts';

/** An array's readings of the plant day so far: 4,320 slots, NaN from the end of the window on. */
export interface DaySoFar {
  deviceId: string;
  series: ArraySeries;
  counts: ReadingCounts;
  nameplate: Nameplate;
}

/** What is known beside the arrays' own readings, as the nightly run has it. */
export interface WindowContext {
  day: string;
  /** Slot at which the window ends: from it on nothing is known yet. */
  knownUntil: number;
  /** Of the plant's arrays up to the same slot. */
  peers: Peers;
  /** Of the plant up to the same slot. */
  daylight: DaylightWindow | null;
  /** Arrays with too short a past have none. */
  profiles: ReadonlyMap<string, OwnProfile>;
  /** What commissioning doubts of the arrays' registration, by device. */
  doubts: ReadonlyMap<string, string>;
  preprocessingJson: string;
  calibration: Calibration;
  classifier: Classifier;
}

/** A verdict on the day so far, and when the fault that it names began. */
export interface WindowVerdict extends DayVerdict {
  onset: Onset | null;
}

/** What the arrays of some shard add to the plant's reference and to its daylight; sums of shards are free of order. */
export function sketchWindow(arrays: readonly DaySoFar[]): { sketch: PeerSketch; votes: DaylightVotes } {
  const sketch = emptySketch();
  for (const { series, nameplate } of arrays) {
    try {
      const operation = arrayOperationOf(series, nameplate);
      if (operation) addToSketch(sketch, facingOf(operation), operation);
    } catch {
      // Its own verdict will say what is wrong with it.
    }
  }
  return { sketch, votes: countDaylight(arrays.map(({ series }) => series.irradiance)) };
}

/**
 * Provisional verdicts: the series of the day so far, judged as the nightly run judges a whole day, by the same code, with the
 * part that is not there yet masked. One array that fails does not fail the others.
 * @returns one verdict an array, in their order
 */
export async function judgeWindow(arrays: readonly DaySoFar[], context: WindowContext): Promise<WindowVerdict[]> {
  const { day, knownUntil, peers, profiles, doubts, calibration, classifier } = context;
  const preprocessing = parsePreprocessing(context.preprocessingJson);
  const plan = planOf(preprocessing);
  const daylight = lightUntil(context.daylight, knownUntil);
  const examined = arrays.map(({ deviceId, series, nameplate }) => {
    // In the dark there is nothing to look at: its verdict needs no image.
    if (!daylight) return { found: null, error: null };
    const beside = { peers, profile: profiles.get(deviceId) ?? null };
    return examinedOf(() => examineArrayDay({ series, nameplate, context: beside, plan, preprocessing, knownUntil }));
  });
  const judged = arrays.map(({ deviceId, series, counts }, index) => {
    const { found = null, error = null } = examined[index] ?? {};
    return {
      deviceId,
      image: found?.image ?? null,
      evidence: found?.evidence ?? null,
      error,
      rejectedPart: rejectedPartOf(counts),
      coverage: error === null ? coverageOf(samplingOf(series).covered, daylight) : 0,
    };
  });
  const verdicts = await judgeArrayDays(judged, classifier, calibration);
  return verdicts.map((verdict, index) => {
    const found = examined[index]?.found ?? null;
    const array = arrays[index];
    const held = heldAgainstRegistry(verdict, doubts.get(verdict.deviceId) ?? null);
    const isFault = held.condition !== null && held.condition !== 'normal';
    return {
      ...held,
      day,
      energy: array && found ? arrayEnergyOf(seriesForEnergy(array.series, found.operation), array.nameplate) : null,
      profile: null,
      onset: isFault && found ? onsetOf(found.operation, found.reference, knownUntil) : null,
    };
  });
}

function examinedOf(examine: () => ExaminedArrayDay | null): { found: ExaminedArrayDay | null; error: string | null } {
  try {
    return { found: examine(), error: null };
  } catch (error) {
    return { found: null, error: messageOf(error) };
  }
}
