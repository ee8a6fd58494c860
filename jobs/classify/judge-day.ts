import type { Classifier } from '#models/classifier/classifier.ts';
import { judgeArrayDays } from '#models/classifier/judge-array-days.ts';
import { prepareArrayDay } from '#models/classifier/prepare-array-day.ts';
import type { Preprocessing } from '#models/classifier/preprocessing.ts';
import { arrayEnergyOf } from '#models/photovoltaic/array-energy.ts';
import { countDaylight, coverageOf, type DaylightVotes, daylightOf, sumDaylight } from '#models/series/daylight.ts';
import { usableSlots } from '#models/series/series-grid.ts';
import type { WaveletPlan } from '#models/wavelet/plan.ts';
import type { Calibration } from '#server/domain/calibration.ts';
import type { Nameplate } from '#server/domain/nameplate.ts';
import { MIN_COVERAGE } from '#server/domain/verdict.ts';
import type { DayVerdict } from '#server/gateways/parquet/gold-file.ts';
import { type FileArrayDay, type FileReadings, refuseInterrupted } from './collect-array-days.ts';

/** Array-days whose series are in memory at once, 70 KB each. */
const AT_ONCE = 128;

/** What judges array-days. */
export interface Judge {
  nameplate: Nameplate;
  plan: WaveletPlan;
  preprocessing: Preprocessing;
  classifier: Classifier;
  calibration: Calibration;
}

/** Verdicts of all arrays of a plant day. Their readings are gone through twice: daylight is of all arrays together. */
export async function judgeDay(
  readings: FileReadings,
  day: string,
  judge: Judge,
  interrupted: AbortSignal,
): Promise<DayVerdict[]> {
  const { nameplate } = judge;
  let votes: DaylightVotes = countDaylight([]);
  for await (const arrayDays of batches(readings.arrayDaysOf(day, nameplate, { count: true }))) {
    votes = sumDaylight([votes, countDaylight(arrayDays.map(({ grid }) => grid.series.irradiance))]);
  }
  const daylight = daylightOf(votes);
  const verdicts: DayVerdict[] = [];
  for await (const arrayDays of batches(readings.arrayDaysOf(day, nameplate, { count: false }))) {
    refuseInterrupted(interrupted);
    const prepared = arrayDays.map(({ deviceId, grid }) => {
      const coverage = coverageOf(usableSlots(grid.series), daylight);
      // The network is never asked about less: no picture is made of it.
      const image = coverage < MIN_COVERAGE ? null : prepareArrayDay({ ...judge, grid }).image;
      return { deviceId, coverage, image, error: null };
    });
    const judged = await judgeArrayDays(prepared, judge.classifier, judge.calibration);
    for (const [index, verdict] of judged.entries()) {
      const series = arrayDays[index]?.grid.series;
      verdicts.push({ ...verdict, day, energy: series ? arrayEnergyOf(series, nameplate) : null });
    }
  }
  return verdicts;
}

async function* batches(arrayDays: AsyncGenerator<FileArrayDay>): AsyncGenerator<FileArrayDay[]> {
  let batch: FileArrayDay[] = [];
  for await (const arrayDay of arrayDays) {
    batch.push(arrayDay);
    if (batch.length < AT_ONCE) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
