import type { Finding } from '#domain/commissioning.ts';
import { formatUtcOffset } from '#domain/plant-day.ts';
import { BIN_MINUTES, BINS } from './day-summary.ts';
import { plotOf, roundTo } from './plots.ts';
import { lineThrough, medianOf } from './statistics.ts';
import type { RegisteredArray, Survey } from './survey.ts';
import type { SurveyedDay } from './surveyed-day.ts';

/** Night ends and begins at this light, W/m². */
const DUSK = 20;
/** How far solar noon may be from where the registered offset puts it, minutes: without a longitude a zone's whole width is usual. */
const LARGEST_SHIFT = { known: 20, unknown: 45 } as const;
/** Without a longitude, beyond this no country has its noon, minutes. */
const NOWHERE = 110;

/**
 * Solar noon, as the middle between the plant's dawn and dusk (clouds move neither, and which way modules face hardly), against
 * the one of the registered UTC offset: 12:00 less the equation of time, and less the longitude's part where it is registered.
 */
export function plantClock(survey: Survey): Finding[] {
  const { utcOffsetMinutes, longitude } = survey.plant;
  const shifts = survey.days.flatMap((day) => {
    const noon = middleOfLight(day);
    if (noon === null) return [];
    const east = longitude === null ? 0 : 4 * longitude - utcOffsetMinutes;
    return [noon - (720 - equationOfTime(day.day) - east)];
  });
  const shift = medianOf(shifts);
  const limit = longitude === null ? LARGEST_SHIFT.unknown : LARGEST_SHIFT.known;
  if (!(Math.abs(shift) >= limit)) return [];
  const step = longitude === null ? 60 : 15;
  const offset = utcOffsetMinutes - Math.round(shift / step) * step;
  const { brightest } = survey;
  const late = shift > 0 ? 'later' : 'earlier';
  return [
    {
      kind: 'plant_clock',
      deviceIds: [],
      text: `The sun is highest ${Math.abs(Math.round(shift))} min ${late} than ${formatUtcOffset(utcOffsetMinutes)} lets expect; ${formatUtcOffset(offset)} would fit`,
      sureness: longitude !== null ? 'certain' : Math.abs(shift) >= NOWHERE ? 'likely' : 'possible',
      figures: [
        { label: 'solar noon against the expected', value: Math.round(shift), unit: 'min' },
        { label: 'days', value: shifts.length, unit: '' },
      ],
      plot: brightest
        ? plotOf(brightest.day, 'W/m²', [{ label: 'median irradiance', at: (bin) => brightest.light[bin] as number }])
        : null,
      proposal: null,
      advice:
        'Compare the registered UTC offset with the standard time of the place, and ask whether the readings are stamped in UTC, in summer time, or with the end of their interval.',
    },
  ];
}

/** Minutes of the day in the middle between dawn and dusk; null where the day does not hold both. */
function middleOfLight({ light }: SurveyedDay): number | null {
  const first = light.findIndex((value) => value >= DUSK);
  const last = light.findLastIndex((value) => value >= DUSK);
  if (first <= 0 || last >= BINS - 1) return null;
  // Where a logger sleeps through the night its first reading is the best there is.
  const crossing = (dark: number, lit: number) => {
    const [below, above] = [light[dark] as number, light[lit] as number];
    const part = Number.isNaN(below) ? 0.5 : (DUSK - below) / (above - below);
    return (dark + 0.5 + part * (lit - dark)) * BIN_MINUTES;
  };
  return (crossing(first - 1, first) + crossing(last + 1, last)) / 2;
}

/** Minutes by which the sun is ahead of a clock (Spencer 1971, its first terms). */
function equationOfTime(day: string): number {
  const dayOfYear = (Date.parse(`${day}T00:00:00Z`) - Date.parse(`${day.slice(0, 4)}-01-01T00:00:00Z`)) / 86_400_000;
  const angle = (2 * Math.PI * dayOfYear) / 365;
  return (
    229.18 *
    (0.000075 +
      0.001868 * Math.cos(angle) -
      0.032077 * Math.sin(angle) -
      0.014615 * Math.cos(2 * angle) -
      0.040849 * Math.sin(2 * angle))
  );
}

/** A logger's clock: its day is the others', so many bins earlier or later. */
const LONGEST_LAG = 18;
const LEAST_LAG = 2;
const LEAST_LIKENESS = 0.95;
/** So much like the others there is nothing to look for. */
const ALIKE = 0.99;
/** How much likelier the lag must make it: of what the two differ in, three quarters go. */
const LEAST_GAIN = 0.25;

/** Arrays whose readings of light and current are stamped with another time than the others'. */
export function arrayClocks(survey: Survey): Finding[] {
  if (survey.plant.arrays.length < 3) return [];
  return survey.plant.arrays.flatMap((array) => {
    const light = lagOf(survey, array, 'irradiance');
    const current = lagOf(survey, array, 'current');
    if (light === 0 || current === 0 || Math.abs(light - current) > 1) return [];
    return [findingOf(survey, array, light)];
  });
}

/** Bins by which a channel comes late, against the plant's median light; 0 where it does not clearly. */
function lagOf(survey: Survey, { deviceId }: RegisteredArray, channel: 'irradiance' | 'current'): number {
  const likeness = (lag: number) => {
    const [usual, own]: [number[], number[]] = [[], []];
    for (const { light, arrays } of survey.days) {
      const values = arrays.get(deviceId)?.bins[channel];
      for (let bin = 0; values && bin < BINS; bin++) {
        usual.push((light[bin - lag] ?? Number.NaN) as number);
        own.push(values[bin] as number);
      }
    }
    const line = lineThrough(usual, own);
    return line && line.slope > 0 ? line.fit : 0;
  };
  const still = likeness(0);
  if (still >= ALIKE) return 0;
  let [best, bestLag] = [still, 0];
  for (let lag = -LONGEST_LAG; lag <= LONGEST_LAG; lag++) {
    const found = likeness(lag);
    if (found > best) [best, bestLag] = [found, lag];
  }
  const isClear = best >= LEAST_LIKENESS && 1 - best <= LEAST_GAIN * (1 - still);
  return isClear && Math.abs(bestLag) >= LEAST_LAG ? bestLag : 0;
}

function findingOf(survey: Survey, { deviceId }: RegisteredArray, lag: number): Finding {
  const minutes = Math.abs(lag) * BIN_MINUTES;
  const { brightest } = survey;
  const bins = brightest?.arrays.get(deviceId)?.bins;
  return {
    kind: 'array_clock',
    deviceIds: [deviceId],
    text: `Its light and current come ${minutes} min ${lag > 0 ? 'later' : 'earlier'} than those of the other arrays`,
    sureness: 'certain',
    figures: [{ label: 'later than the others', value: roundTo(lag * BIN_MINUTES, 0), unit: 'min' }],
    plot:
      brightest && bins
        ? plotOf(brightest.day, 'W/m²', [
            { label: 'this array', at: (bin) => bins.irradiance[bin] as number },
            { label: 'median of all', at: (bin) => brightest.light[bin] as number },
          ])
        : null,
    proposal: null,
    advice: 'Set the clock of its logger, or the offset that its time stamps are read with.',
  };
}
