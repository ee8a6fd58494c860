import type { Nameplate } from '#domain/nameplate.ts';
import { moduleTablesOf } from '#models/photovoltaic/diode-tables.ts';
import { CS6U_330P } from '#models/photovoltaic/module-parameters.ts';
import { BINS, type DaySummary } from './day-summary.ts';
import { plateauOf } from './plateau.ts';
import { medianOf, quantileOf } from './statistics.ts';
import type { Expected, SurveyedDay } from './surveyed-day.ts';

export interface RegisteredArray {
  deviceId: string;
  row: number;
  column: number;
  nameplate: Nameplate;
}

/** What is registered, and what came of it on some days. */
export interface MeasuredPlant {
  utcOffsetMinutes: number;
  /** Degrees east; null where it is not registered. */
  longitude: number | null;
  /** How often readings come as registered, s. */
  samplingSeconds: number;
  arrays: readonly RegisteredArray[];
  /** Oldest first. */
  days: readonly { day: string; arrays: ReadonlyMap<string, DaySummary> }[];
}

/** Light from which on a ratio is a measure, W/m², and bins that make one. */
export const LEAST_LIGHT = 200;
export const LEAST_BINS = 12;
/** Under this light, W/m², it is night. */
export const DARK = 5;
/** Without current there is nothing to compare. */
const RUNNING_PART = 0.05;
/** Under a limit, or about to be, an array does what its converter lets it. */
const NEAR_LIMIT = 0.94;

/** An array against its nameplate at the plant's own light and heat: medians over the lit bins of all days. */
export interface ArrayFigures {
  array: RegisteredArray;
  /** Measured over expected. */
  voltage: number;
  current: number;
  /** Half of the bins lie within so much of one another, as a part of the median. */
  voltageSpread: number;
  currentSpread: number;
  /** The same of each day that has enough bins. */
  voltageOfDays: number[];
  currentOfDays: number[];
  bins: number;
}

/** What all rules look at, made once. */
export interface Survey {
  plant: MeasuredPlant;
  days: readonly SurveyedDay[];
  figures: ReadonlyMap<string, ArrayFigures>;
  /** Medians of the arrays' figures: what befalls all. NaN where no array has any. */
  usual: { voltage: number; current: number };
  /** Half of the arrays are within so much of that, as parts of it. */
  spread: { voltage: number; current: number };
  /** The day with the most light: what a plot shows best. */
  brightest: SurveyedDay | null;
}

/**
 * Reduces a plant's days to what the rules compare. Light and heat are the medians of all arrays' sensors, so that one that is
 * off does not make its array look wrong.
 */
export function surveyOf(plant: MeasuredPlant): Survey {
  const days = plant.days.map(({ day, arrays }): SurveyedDay => {
    const summaries = [...arrays.values()];
    const median = (channel: 'irradiance' | 'temperature') =>
      Float32Array.from({ length: BINS }, (_, bin) =>
        medianOf(summaries.map(({ bins }) => bins[channel][bin] as number)),
      );
    const [light, heat] = [median('irradiance'), median('temperature')];
    const expected = new Map(
      plant.arrays.map(({ deviceId, nameplate }) => [deviceId, expectedOf(nameplate, light, heat)]),
    );
    return { day, light, heat, arrays, expected };
  });
  const figures = new Map(
    plant.arrays.flatMap((array) => {
      const found = figuresOf(array, days);
      return found ? [[array.deviceId, found] as const] : [];
    }),
  );
  const all = [...figures.values()];
  const median = (quantity: 'voltage' | 'current') => medianOf(all.map((found) => found[quantity]));
  const usual = { voltage: median('voltage'), current: median('current') };
  const spread = (quantity: 'voltage' | 'current') =>
    medianOf(all.map((found) => Math.abs(found[quantity] / usual[quantity] - 1)));
  return {
    plant,
    days,
    figures,
    usual,
    spread: { voltage: spread('voltage'), current: spread('current') },
    brightest: days.toSorted((a, b) => sumOf(b.light) - sumOf(a.light))[0] ?? null,
  };
}

/** What a nameplate lets expect of a day at the maximum power point. @param light W/m² @param heat °C, a value a bin */
export function expectedOf(nameplate: Nameplate, light: Float32Array, heat: Float32Array): Expected {
  const tables = moduleTablesOf(nameplate.module ?? CS6U_330P);
  const each = (valueAt: (sun: number, warmth: number) => number) =>
    Float32Array.from(light, (sun, bin) => (sun >= DARK ? valueAt(sun, heat[bin] as number) : Number.NaN));
  return {
    voltage: each((sun, warmth) => nameplate.vMp * tables.voltagePart(sun, warmth)),
    current: each((sun, warmth) => nameplate.iMp * tables.currentPart(sun, warmth)),
  };
}

function figuresOf(array: RegisteredArray, days: readonly SurveyedDay[]): ArrayFigures | null {
  const voltages: number[] = [];
  const currents: number[] = [];
  const [voltageOfDays, currentOfDays]: [number[], number[]] = [[], []];
  const limit = plateauOf(days, array.deviceId) ?? Number.POSITIVE_INFINITY;
  for (const { light, arrays, expected } of days) {
    const bins = arrays.get(array.deviceId)?.bins;
    const healthy = expected.get(array.deviceId);
    if (!bins || !healthy) continue;
    const [ofDay, currentsOfDay]: [number[], number[]] = [[], []];
    for (let bin = 0; bin < BINS; bin++) {
      if (!((light[bin] as number) >= LEAST_LIGHT)) continue;
      if ((bins.voltage[bin] as number) * (bins.current[bin] as number) > NEAR_LIMIT * limit) continue;
      const voltage = (bins.voltage[bin] as number) / (healthy.voltage[bin] as number);
      const current = (bins.current[bin] as number) / (healthy.current[bin] as number);
      if (!Number.isFinite(voltage + current) || current < RUNNING_PART) continue;
      ofDay.push(voltage);
      currentsOfDay.push(current);
    }
    voltages.push(...ofDay);
    currents.push(...currentsOfDay);
    if (ofDay.length < LEAST_BINS) continue;
    voltageOfDays.push(medianOf(ofDay));
    currentOfDays.push(medianOf(currentsOfDay));
  }
  if (voltages.length < LEAST_BINS) return null;
  const spread = (values: number[]) => (quantileOf(values, 0.75) - quantileOf(values, 0.25)) / medianOf(values);
  return {
    array,
    voltage: medianOf(voltages),
    current: medianOf(currents),
    voltageSpread: spread(voltages),
    currentSpread: spread(currents),
    voltageOfDays,
    currentOfDays,
    bins: voltages.length,
  };
}

function sumOf(values: Float32Array): number {
  return values.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : value), 0);
}

/** A channel's readings over what is expected of a quantity, in the light of all days; only what is finite. */
export function litRatios(
  { days }: Pick<Survey, 'days'>,
  deviceId: string,
  channel: 'voltage' | 'current',
  over: 'voltage' | 'current' = channel,
): number[] {
  return days.flatMap(({ light, arrays, expected }) => {
    const values = arrays.get(deviceId)?.bins[channel];
    const healthy = expected.get(deviceId)?.[over];
    if (!values || !healthy) return [];
    return Array.from(values, (value, bin) =>
      (light[bin] as number) >= LEAST_LIGHT ? value / (healthy[bin] as number) : Number.NaN,
    ).filter(Number.isFinite);
  });
}
