import type { ArraySeries } from '#domain/channels.ts';
import type { OwnDayProfile } from '#domain/day-profile.ts';
import type { Nameplate } from '#domain/nameplate.ts';
import type { ReadingCounts } from '#domain/reading-counts.ts';
import type { Classifier } from '#models/classifier/classifier.ts';
import { type DayContext, examineArrayDay } from '#models/classifier/examine-array-day.ts';
import { judgeArrayDays } from '#models/classifier/judge-array-days.ts';
import { parsePreprocessing, planOf } from '#models/classifier/preprocessing.ts';
import { arrayOperationOf } from '#models/operation/array-operation.ts';
import { samplingOf } from '#models/operation/complete-series.ts';
import { ownProfileOf } from '#models/operation/own-profile.ts';
import { addToSketch, emptySketch, facingOf, type Peers, peersOf } from '#models/operation/peer-sketch.ts';
import { isQuietDay } from '#models/operation/quiet-day.ts';
import { seriesForEnergy } from '#models/operation/series-for-energy.ts';
import { arrayEnergyOf } from '#models/photovoltaic/array-energy.ts';
import { cutSeries } from '#models/series/cut-series.ts';
import {
  countDaylight,
  coverageOf,
  type DaylightVotes,
  type DaylightWindow,
  daylightOf,
  lightUntil,
  sumDaylight,
} from '#models/series/daylight.ts';
import { rejectedPartOf } from '#models/series/rejected-part.ts';
import type { DayVerdict } from '#server/gateways/parquet/gold-file.ts';
import type { LoadedModel } from '#server/services/models/check-model.ts';

/** Array-days whose series are in memory at once, 70 KB each. */
const AT_ONCE = 128;

/** An array-day on the grid. */
export interface SeriesDay {
  deviceId: string;
  day: string;
  series: ArraySeries;
  counts: ReadingCounts;
  /** °C, 4,320 slots; null where the files have none. */
  airTemperature?: Float32Array | null;
}

/** Array-days that can be gone through more than once, a plant day at a time. */
export interface DaySource {
  /** Plant days, ascending. */
  days(): string[];
  arrayDaysOf(day: string): AsyncIterable<SeriesDay>;
}

export interface JudgeOptions {
  nameplate: Nameplate;
  model: LoadedModel;
  classifier: Classifier;
  /** Slot of the day from which nothing is known yet; null for whole days. */
  until: number | null;
}

/**
 * Verdicts of array-days day by day, as the pipeline would give them: the arrays of a day are each other's neighbours, and the
 * quiet days before teach what is usual for an array. Sorted by device and day.
 */
export async function judgeFileDays(source: DaySource, options: JudgeOptions): Promise<DayVerdict[]> {
  const past = new Map<string, OwnDayProfile[]>();
  const verdicts: DayVerdict[] = [];
  for (const day of source.days()) {
    for await (const verdict of judgeDay(source, day, past, options)) verdicts.push(verdict);
    for (const verdict of verdicts.filter((one) => one.day === day)) {
      if (!verdict.profile || !isQuietDay(verdict)) continue;
      past.set(verdict.deviceId, [...(past.get(verdict.deviceId) ?? []), verdict.profile]);
    }
  }
  return verdicts.sort((a, b) => (`${a.deviceId} ${a.day}` < `${b.deviceId} ${b.day}` ? -1 : 1));
}

/** Array-days that are in memory already. */
export function daysInMemory(arrayDays: readonly SeriesDay[]): DaySource {
  return {
    days: () => [...new Set(arrayDays.map(({ day }) => day))].sort(),
    arrayDaysOf: async function* (day) {
      yield* arrayDays.filter((one) => one.day === day);
    },
  };
}

/** Gone through twice: daylight and neighbours are of all arrays of the day together. */
async function* judgeDay(
  source: DaySource,
  day: string,
  past: ReadonlyMap<string, OwnDayProfile[]>,
  options: JudgeOptions,
): AsyncGenerator<DayVerdict> {
  const { nameplate, until } = options;
  const sketch = emptySketch();
  let votes: DaylightVotes = countDaylight([]);
  for await (const { series, airTemperature } of known(source, day, until)) {
    votes = sumDaylight([votes, countDaylight([series.irradiance])]);
    const operation = arrayOperationOf(series, nameplate, airTemperature);
    if (operation) addToSketch(sketch, facingOf(operation), operation);
  }
  const daylight = lightUntil(daylightOf(votes), until);
  const peers = peersOf(sketch);
  for await (const batch of batches(known(source, day, until)))
    yield* await judgeBatch(batch, daylight, peers, past, options);
}

async function judgeBatch(
  arrayDays: readonly SeriesDay[],
  daylight: DaylightWindow | null,
  peers: Peers,
  past: ReadonlyMap<string, OwnDayProfile[]>,
  { nameplate, model, classifier, until }: JudgeOptions,
): Promise<DayVerdict[]> {
  const preprocessing = parsePreprocessing(model.preprocessingJson);
  const plan = planOf(preprocessing);
  const examined = arrayDays.map(({ deviceId, series, airTemperature = null }) => {
    const context: DayContext = { peers, profile: ownProfileOf(past.get(deviceId) ?? []) };
    const knownUntil = until === null ? {} : { knownUntil: until };
    return examineArrayDay({ series, airTemperature, nameplate, context, plan, preprocessing, ...knownUntil });
  });
  const asked = arrayDays.map(({ deviceId, series, counts }, index) => ({
    deviceId,
    image: examined[index]?.image ?? null,
    evidence: examined[index]?.evidence ?? null,
    error: null,
    rejectedPart: rejectedPartOf(counts),
    coverage: coverageOf(samplingOf(series).covered, daylight),
  }));
  const verdicts = await judgeArrayDays(asked, classifier, model.calibration);
  return arrayDays.flatMap(({ day, series }, index) => {
    const verdict = verdicts[index];
    const energy = arrayEnergyOf(seriesForEnergy(series, examined[index]?.operation ?? null), nameplate);
    return verdict ? [{ ...verdict, day, energy, profile: examined[index]?.profile ?? null }] : [];
  });
}

/** The array-days as far as they are known. */
async function* known(source: DaySource, day: string, until: number | null): AsyncGenerator<SeriesDay> {
  for await (const arrayDay of source.arrayDaysOf(day)) {
    yield until === null ? arrayDay : { ...arrayDay, series: cutSeries(arrayDay.series, until) };
  }
}

async function* batches(arrayDays: AsyncIterable<SeriesDay>): AsyncGenerator<SeriesDay[]> {
  let batch: SeriesDay[] = [];
  for await (const arrayDay of arrayDays) {
    batch.push(arrayDay);
    if (batch.length < AT_ONCE) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
