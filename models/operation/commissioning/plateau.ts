import { BINS } from './day-summary.ts';
import { quantileOf } from './statistics.ts';
import type { SurveyedDay } from './surveyed-day.ts';

/** A plateau: so many bins within this part of the highest power, while more could have been had by as much again. */
const LEAST_BINS_HELD = 9;
const FLAT = 0.012;
const COULD_VARY = 0.05;
const LEAST_LIGHT = 400;

/** Power at which an array's days end in a plateau, W: its converter's limit; null where there is none. */
export function plateauOf(days: readonly SurveyedDay[], deviceId: string): number | null {
  const lit = days.flatMap((day) => {
    const bins = day.arrays.get(deviceId)?.bins;
    const healthy = day.expected.get(deviceId);
    if (!bins || !healthy) return [];
    return Array.from({ length: BINS }, (_, bin) => {
      const watts = (bins.voltage[bin] as number) * (bins.current[bin] as number);
      const expected = expectedWatts(day, deviceId, bin);
      if (!((day.light[bin] as number) >= LEAST_LIGHT) || !Number.isFinite(watts + expected)) return null;
      return { watts, expected, over: (bins.voltage[bin] as number) / (healthy.voltage[bin] as number) };
    }).filter((bin) => bin !== null);
  });
  const top = quantileOf(
    lit.map(({ watts }) => watts),
    1,
  );
  const held = lit.filter(({ watts }) => watts >= (1 - FLAT) * top);
  if (held.length < LEAST_BINS_HELD) return null;
  const could = held.map(({ expected }) => expected);
  const varies = (quantileOf(could, 0.95) - quantileOf(could, 0.05)) / quantileOf(could, 0.5);
  if (varies < COULD_VARY) return null;
  // A converter holds back by going up in voltage.
  const free = lit.filter(({ watts }) => watts < (1 - 3 * FLAT) * top).map(({ over }) => over);
  const rise =
    quantileOf(
      held.map(({ over }) => over),
      0.5,
    ) - quantileOf(free, 0.5);
  return rise > 0.02 ? top : null;
}

/** What the nameplate lets expect, W. */
export function expectedWatts({ expected }: SurveyedDay, deviceId: string, bin: number): number {
  const healthy = expected.get(deviceId);
  return healthy ? (healthy.voltage[bin] as number) * (healthy.current[bin] as number) : Number.NaN;
}
