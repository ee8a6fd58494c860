import { type ArraySeries, CHANNELS, type Channel } from '#domain/channels.ts';
import { DEFAULT_NAMEPLATE, type Nameplate } from '#domain/nameplate.ts';
import { SLOTS_PER_DAY } from '#domain/plant-day.ts';
import { type ArrayOperation, arrayOperationOf } from '#models/operation/array-operation.ts';
import { DARK, RUNNING } from '#models/operation/operating-state.ts';
import { CS6U_330P } from '#models/photovoltaic/module-parameters.ts';
import {
  currentAtVoltage,
  type DiodeParameters,
  diodeParameters,
  maximumPowerPoint,
  openCircuitVoltage,
} from '#models/photovoltaic/single-diode.ts';

// Days drawn with a ruler: every point lies on a module's curve, so that what must come out is known.

/** V and A of one module. */
export interface Point {
  voltage: number;
  current: number;
}

/** Slots of an hour of the day. */
export const at = (hour: number) => hour * 180;

/** W/m² of a clear day from 6:00 to 18:00, 950 at noon. */
export function clearLight(slot: number): number {
  const part = (slot - at(6)) / at(12);
  return part > 0 && part < 1 ? 950 * Math.sin(Math.PI * part) ** 1.2 : 0;
}

export const STC_POINT = maximumPowerPoint(diodeParameters(CS6U_330P, 1000, 25));

/** Where a converter holds a module that may not give more than a power, W: beyond the maximum, towards the open circuit. */
export function limitedPoint(p: DiodeParameters, watts: number): Point {
  const best = maximumPowerPoint(p);
  if (best.power <= watts) return best;
  let [low, high] = [best.voltage, openCircuitVoltage(p)];
  for (let step = 0; step < 50; step++) {
    const middle = (low + high) / 2;
    if (middle * currentAtVoltage(p, middle) > watts) low = middle;
    else high = middle;
  }
  return { voltage: low, current: currentAtVoltage(p, low) };
}

interface DayOptions {
  /** Where on its curve a module is held; default its maximum. */
  pointOf?: (p: DiodeParameters, slot: number) => Point;
  /** Part of the light that reaches the modules, not the pyranometer; default all. */
  through?: number;
  nameplate?: Nameplate;
}

/** A clear day of an array whose modules are all as the parameters say. */
export function clearDay({ pointOf = maximumPowerPoint, through = 1, nameplate = DEFAULT_NAMEPLATE }: DayOptions = {}) {
  const channel = () => new Float32Array(SLOTS_PER_DAY);
  const series: ArraySeries = {
    voltage: channel(),
    current: channel(),
    temperature: channel(),
    irradiance: channel(),
  };
  for (let slot = 0; slot < SLOTS_PER_DAY; slot++) {
    const light = clearLight(slot);
    const heat = 15 + 0.03 * light;
    series.irradiance[slot] = light;
    series.temperature[slot] = heat;
    if (light === 0) continue;
    const { voltage, current } = pointOf(diodeParameters(CS6U_330P, light * through, heat), slot);
    series.voltage[slot] = (voltage / STC_POINT.voltage) * nameplate.vMp;
    series.current[slot] = (current / STC_POINT.current) * nameplate.iMp;
  }
  return series;
}

/** The same with no reading in some slots. */
export function without(
  series: ArraySeries,
  isMissing: (slot: number) => boolean,
  channels: readonly Channel[] = CHANNELS,
): ArraySeries {
  const changed = { ...series };
  for (const channel of channels) {
    changed[channel] = series[channel].map((value, slot) => (isMissing(slot) ? Number.NaN : value));
  }
  return changed;
}

/** The same as a logger writes it that reads every so many seconds. */
export function sampledEvery(series: ArraySeries, seconds: number): ArraySeries {
  const slots = new Set(Array.from({ length: 86_400 / seconds }, (_, index) => Math.floor((index * seconds) / 20)));
  return without(series, (slot) => !slots.has(slot));
}

export function operationOf(series: ArraySeries, nameplate = DEFAULT_NAMEPLATE): ArrayOperation {
  const operation = arrayOperationOf(series, nameplate);
  if (!operation) throw new Error('a channel is empty');
  return operation;
}

/** What a peer sketch reads of an array: its ratios in the light of a clear day. */
export function ratiosOf(
  photocurrent: (slot: number) => number,
  voltage: (slot: number) => number = () => 1,
): Pick<ArrayOperation, 'ratios' | 'states'> {
  const irradiance = Float32Array.from({ length: SLOTS_PER_DAY }, (_, slot) => clearLight(slot));
  const ones = () => new Float32Array(SLOTS_PER_DAY).fill(1);
  const table = (of: (slot: number) => number) => ones().map((_, slot) => of(slot));
  return {
    ratios: {
      irradiance,
      weight: irradiance.map((light) => Math.min(Math.max((light - 50) / 100, 0), 1)),
      voltage: table(voltage),
      current: ones(),
      photocurrent: table(photocurrent),
      steepness: ones(),
    },
    states: Uint8Array.from(irradiance, (light) => (light > 50 ? RUNNING : DARK)),
  };
}
