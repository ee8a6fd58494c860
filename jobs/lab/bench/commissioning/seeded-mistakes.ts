import type { ArraySeries } from '#domain/channels.ts';
import type { FindingKind } from '#domain/commissioning.ts';
import type { Nameplate } from '#domain/nameplate.ts';
import { SLOTS_PER_DAY } from '#domain/plant-day.ts';

/** A mistake in what is registered of an array, or in what it reports. Arrays count from 0. */
export interface SeededMistake {
  name: string;
  kind: FindingKind;
  arrays: readonly number[];
  /** What is registered instead of the truth. */
  register?: (nameplate: Nameplate, other: Nameplate) => Nameplate;
  /** What comes instead of the truth. */
  report?: (series: ArraySeries) => ArraySeries;
}

const times = (values: Float32Array, factor: number) => values.map((value) => value * factor);
const voltage = (part: number) => (nameplate: Nameplate) => ({ ...nameplate, vMp: nameplate.vMp * (1 + part) });
const current = (part: number) => (nameplate: Nameplate) => ({ ...nameplate, iMp: nameplate.iMp * (1 + part) });
const SLOTS_AN_HOUR = SLOTS_PER_DAY / 24;

function anHourLate(values: Float32Array): Float32Array {
  return values.map((_, slot) => values[(slot - SLOTS_AN_HOUR + SLOTS_PER_DAY) % SLOTS_PER_DAY] as number);
}

/** Twelve mistakes of a plant whose every fourth array (3, 7, 11, ...) has six modules in series and the others five. */
export const SEEDED_MISTAKES: readonly SeededMistake[] = [
  { name: 'V_mp registered 8 % too high', kind: 'nameplate_voltage', arrays: [21], register: voltage(0.08) },
  { name: 'V_mp registered 14 % too low', kind: 'nameplate_voltage', arrays: [34], register: voltage(-0.14) },
  { name: 'I_mp registered 8 % too high', kind: 'nameplate_current', arrays: [48], register: current(0.08) },
  { name: 'I_mp registered 12 % too low', kind: 'nameplate_current', arrays: [60], register: current(-0.12) },
  { name: 'I_mp registered 20 % too high', kind: 'nameplate_current', arrays: [77], register: current(0.2) },
  {
    name: 'logger an hour late',
    kind: 'array_clock',
    arrays: [85],
    report: ({ voltage, current, temperature, irradiance }) => ({
      voltage: anHourLate(voltage),
      current: anHourLate(current),
      temperature: anHourLate(temperature),
      irradiance: anHourLate(irradiance),
    }),
  },
  {
    name: 'voltage and current in one another’s column',
    kind: 'swapped_channels',
    arrays: [96],
    report: (series) => ({ ...series, voltage: series.current, current: series.voltage }),
  },
  {
    name: 'temperature in °F',
    kind: 'units',
    arrays: [104],
    report: (series) => ({ ...series, temperature: series.temperature.map((value) => 1.8 * value + 32) }),
  },
  { name: 'two arrays swapped in the map', kind: 'swapped_arrays', arrays: [118, 119], register: (_, other) => other },
  {
    name: 'voltage in kV',
    kind: 'units',
    arrays: [141],
    report: (series) => ({ ...series, voltage: times(series.voltage, 0.001) }),
  },
  {
    name: 'thermometer stuck at 24 °C',
    kind: 'thermometer',
    arrays: [160],
    report: (series) => ({
      ...series,
      temperature: series.temperature.map((value) => (Number.isNaN(value) ? value : 24)),
    }),
  },
  {
    name: 'pyranometer shows 15 % too little',
    kind: 'pyranometer',
    arrays: [182],
    report: (series) => ({ ...series, irradiance: times(series.irradiance, 0.85) }),
  },
];

/** What is registered of an array whose truth is `nameplateOf(index)`, with the mistakes. */
export function registeredNameplate(index: number, nameplateOf: (index: number) => Nameplate): Nameplate {
  const mistake = SEEDED_MISTAKES.find(({ arrays }) => arrays.includes(index));
  const other = mistake?.arrays.find((candidate) => candidate !== index) ?? index;
  return mistake?.register?.(nameplateOf(index), nameplateOf(other)) ?? nameplateOf(index);
}

/** What comes of an array, with the mistakes. */
export function reportedSeries(index: number, series: ArraySeries): ArraySeries {
  const mistake = SEEDED_MISTAKES.find(({ arrays }) => arrays.includes(index));
  return mistake?.report?.(series) ?? series;
}
