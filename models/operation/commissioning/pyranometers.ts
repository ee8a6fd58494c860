import type { Finding } from '#domain/commissioning.ts';
import { percentOf, roundTo } from './plots.ts';
import { medianOf, quantileOf } from './statistics.ts';
import { DARK, LEAST_BINS, LEAST_LIGHT, type RegisteredArray, type Survey } from './survey.ts';
import { channelPlot } from './units.ts';

/** Off by more than this a pyranometer is not one of its class; steady, else something shades it or it lies in another plane. */
const LARGEST_GAIN_ERROR = 0.08;
const STEADY = 0.04;
/** Thermal offsets reach -15 W/m² under a clear night. */
const NIGHT = { lo: -16, hi: 10 } as const;

/** Pyranometers against the median of the plant's: gain in the light, offset at night. */
export function pyranometers(survey: Survey, taken: ReadonlySet<string>): Finding[] {
  return survey.plant.arrays.flatMap((array) => {
    if (taken.has(array.deviceId)) return [];
    const found = gain(survey, array) ?? offset(survey, array);
    return found ? [found] : [];
  });
}

function gain(survey: Survey, { deviceId }: RegisteredArray): Finding | null {
  if (survey.plant.arrays.length < 3) return null;
  const ofDays = survey.days.map(({ light, arrays }) => {
    const values = arrays.get(deviceId)?.bins.irradiance;
    const ratios = Array.from(values ?? [], (value, bin) =>
      (light[bin] as number) >= LEAST_LIGHT ? value / (light[bin] as number) : Number.NaN,
    );
    return ratios.filter(Number.isFinite);
  });
  const days = ofDays.filter((ratios) => ratios.length >= LEAST_BINS);
  const all = days.flat();
  const ratio = medianOf(all);
  const isOff = (value: number) => Math.abs(value - 1) > LARGEST_GAIN_ERROR;
  if (days.length === 0 || !isOff(ratio) || !days.every((ratios) => isOff(medianOf(ratios)))) return null;
  if ((quantileOf(all, 0.75) - quantileOf(all, 0.25)) / ratio > STEADY) return null;
  return {
    kind: 'pyranometer',
    deviceIds: [deviceId],
    text: `Its pyranometer shows ${percentOf(Math.abs(ratio - 1))} ${ratio > 1 ? 'more' : 'less'} than the median of the plant's`,
    sureness: 'likely',
    figures: [
      { label: 'against the median', value: roundTo(ratio, 3), unit: '' },
      { label: 'factor that would put it right', value: roundTo(1 / ratio, 3), unit: '' },
    ],
    plot: channelPlot(survey, deviceId, 'irradiance'),
    proposal: null,
    advice: 'Clean and level it; then compare its calibration factor with its certificate.',
  };
}

function offset(survey: Survey, { deviceId }: RegisteredArray): Finding | null {
  const nights = survey.days.map(({ light, arrays }) => {
    const values = arrays.get(deviceId)?.bins.irradiance;
    return Array.from(values ?? [], (value, bin) => ((light[bin] as number) < DARK ? value : Number.NaN)).filter(
      Number.isFinite,
    );
  });
  const known = nights.filter((values) => values.length >= LEAST_BINS).map((values) => medianOf(values));
  const night = medianOf(known);
  if (known.length === 0 || !known.every((value) => value < NIGHT.lo || value > NIGHT.hi)) return null;
  return {
    kind: 'pyranometer',
    deviceIds: [deviceId],
    text: `Its pyranometer shows ${night.toFixed(1)} W/m² at night`,
    sureness: 'likely',
    figures: [{ label: 'at night', value: roundTo(night, 1), unit: 'W/m²' }],
    plot: channelPlot(survey, deviceId, 'irradiance'),
    proposal: null,
    advice: 'Subtract the offset where the readings come from, and look at the zero of its amplifier.',
  };
}
