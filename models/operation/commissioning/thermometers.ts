import type { Finding } from '#domain/commissioning.ts';
import { roundTo } from './plots.ts';
import { lineThrough, medianOf } from './statistics.ts';
import { LEAST_BINS, type RegisteredArray, type Survey } from './survey.ts';
import { channelPlot } from './units.ts';

/** One value for so much of the light, on every day; on a single day for nearly all of it, for a wire that is loose comes back. */
const STUCK_PART = { days: 0.7, day: 0.95 } as const;
/** Cooler than the others in proportion to the light, K per kW/m²; and as warm at night, K. */
const AIR = { slope: -10, offset: 5, fit: 0.7 } as const;
/** And through the whole of the light: in each third of it, against so much of that. A shadow, or a probe that came off, begins and ends. */
const AIR_THIRD = -6;
const LIT = 50;
/** Off by the same by day and night, K. */
const LARGEST_OFFSET = 6;
const ALIKE = 3;

/** Thermometers that are stuck, feel the air rather than the module, or are off by the same at all times. */
export function thermometers(survey: Survey, taken: ReadonlySet<string>): Finding[] {
  return survey.plant.arrays.flatMap((array) => {
    if (taken.has(array.deviceId)) return [];
    const found = stuck(survey, array) ?? beside(survey, array);
    return found ? [found] : [];
  });
}

function stuck(survey: Survey, { deviceId }: RegisteredArray): Finding | null {
  const parts = survey.days.flatMap(({ arrays }) => arrays.get(deviceId)?.heldPart.temperature ?? []);
  const least = parts.length > 1 ? STUCK_PART.days : STUCK_PART.day;
  if (parts.length === 0 || !parts.every((part) => part >= least)) return null;
  return {
    kind: 'thermometer',
    deviceIds: [deviceId],
    text: 'Its thermometer shows one value for most of the light',
    sureness: 'certain',
    figures: [{ label: 'of the light at one value', value: roundTo(100 * Math.min(...parts), 0), unit: '%' }],
    plot: channelPlot(survey, deviceId, 'temperature'),
    proposal: null,
    advice:
      'Look at its wiring and at the logger; until then the expected voltage of this array is off by up to a tenth.',
  };
}

function beside(survey: Survey, { deviceId }: RegisteredArray): Finding | null {
  if (survey.plant.arrays.length < 3) return null;
  const days = survey.days.flatMap(({ light, heat, arrays }) => {
    const values = arrays.get(deviceId)?.bins.temperature;
    if (!values) return [];
    const differences = Array.from(values, (value, bin) => value - (heat[bin] as number));
    const suns = Array.from(light, (value) => Math.max(value, 0) / 1000);
    const line = lineThrough(suns, differences);
    if (!line || line.count < 2 * LEAST_BINS) return [];
    const when = (isLit: boolean) => medianOf(differences.filter((_, bin) => (light[bin] as number) > 200 === isLit));
    return [{ line, thirds: thirdsOf(suns, differences), lit: when(true), dark: when(false) }];
  });
  if (days.length === 0) return null;
  const slope = medianOf(days.map(({ line }) => line.slope));
  // On a single day a shadow on the thermometer, or one that came off, looks the same and is soon mended.
  const isAir =
    days.length > 1 &&
    days.every(
      ({ line, thirds }) =>
        line.slope <= AIR.slope &&
        Math.abs(line.offset) <= AIR.offset &&
        line.fit >= AIR.fit &&
        thirds.every((third) => third <= AIR_THIRD),
    );
  if (isAir) {
    return {
      kind: 'thermometer',
      deviceIds: [deviceId],
      text: `Its thermometer is ${Math.abs(slope).toFixed(0)} K cooler than the others in full sun and as warm at night: it feels the air rather than the module`,
      sureness: 'likely',
      figures: [{ label: 'against the others', value: roundTo(slope, 1), unit: 'K per kW/m²' }],
      plot: channelPlot(survey, deviceId, 'temperature'),
      proposal: null,
      advice: 'Fix it to the back of a module, and insulate it from the air.',
    };
  }
  const isOffset = days.every(
    ({ lit, dark }) => Math.min(Math.abs(lit), Math.abs(dark)) > LARGEST_OFFSET && Math.abs(lit - dark) <= ALIKE,
  );
  if (!isOffset) return null;
  const offset = medianOf(days.map(({ dark }) => dark));
  return {
    kind: 'thermometer',
    deviceIds: [deviceId],
    text: `Its thermometer is off by ${offset.toFixed(1)} K against the others, by day and night`,
    sureness: 'likely',
    figures: [{ label: 'against the others', value: roundTo(offset, 1), unit: 'K' }],
    plot: channelPlot(survey, deviceId, 'temperature'),
    proposal: null,
    advice: 'Calibrate it, or correct it where the readings come from.',
  };
}

/** Differences over the light, K per kW/m²: medians of the first, the second and the last third of the lit bins. */
function thirdsOf(suns: readonly number[], differences: readonly number[]): number[] {
  const ratios = suns.flatMap((sun, bin) => {
    const ratio = (differences[bin] as number) / sun;
    return sun > LIT / 1000 && Number.isFinite(ratio) ? [ratio] : [];
  });
  const length = Math.ceil(ratios.length / 3);
  return [0, 1, 2].map((third) => medianOf(ratios.slice(third * length, (third + 1) * length)));
}
