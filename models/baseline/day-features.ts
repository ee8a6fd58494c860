import type { ArraySeries } from '#domain/channels.ts';
import type { Nameplate } from '#domain/nameplate.ts';

/**
 * The figures of `dayFeaturesOf`, in order. v = V / V_mp, corrected to 25 °C by -0.4 %/K; i = I / (I_mp G / 1000);
 * p = v i of the slot. "Lit" is G > 100 W/m²; quantiles and medians are over lit slots; a part is a twelfth of them.
 */
export const DAY_FEATURES = [
  'median v around noon',
  'lowest twentieth of v',
  'spread of v: 95 % less 5 % quantile',
  'lowest median v of twelve parts of the day, less the whole day',
  'median v of the last third less the first',
  'median i around noon',
  'lowest twentieth of i',
  'spread of i: 95 % less 5 % quantile',
  'lowest median i of twelve parts of the day, less the whole day',
  'median i of the last third less the first',
  'energy against that of the nameplate at the same light',
  'lowest median p of twelve parts of the day',
  'unrest of v: 95 % quantile of its second difference while the light is steady',
  'voltage in the dark, part of V_mp',
] as const;

const LIT_IRRADIANCE = 100;
const DARK_IRRADIANCE = 5;
const PARTS = 12;
const VOLTAGE_PER_KELVIN = -0.004;
/** A step of less than this part of the irradiance counts as steady light. */
const STEADY_PART = 0.02;

/**
 * A dozen hand-made figures of an array-day, dimensionless and finite. With fewer than twelve lit slots only energy and
 * night voltage can be said; the rest is 0.
 * @param series filled: 4,320 values a channel (V, A, °C, W/m²), none missing
 */
export function dayFeaturesOf(series: ArraySeries, nameplate: Pick<Nameplate, 'vMp' | 'iMp'>): number[] {
  const { voltage, current, temperature, irradiance } = series;
  const slots = Array.from(irradiance.keys());
  const lit = slots.filter((slot) => at(irradiance, slot) > LIT_IRRADIANCE);
  const v = voltage.map((value, slot) => {
    return value / nameplate.vMp / (1 + VOLTAGE_PER_KELVIN * (at(temperature, slot) - 25));
  });
  const i = current.map((value, slot) => (1000 * value) / nameplate.iMp / Math.max(at(irradiance, slot), 1));
  const p = v.map((value, slot) => value * at(i, slot));
  const dark = slots.filter((slot) => at(irradiance, slot) < DARK_IRRADIANCE);
  const energy = slots.reduce((sum, slot) => sum + at(voltage, slot) * at(current, slot), 0);
  const light = slots.reduce((sum, slot) => sum + Math.max(at(irradiance, slot), 0) / 1000, 0);
  const energyPart = light > 0 ? energy / (nameplate.vMp * nameplate.iMp * light) : 0;
  const night = dark.length > 0 ? dark.reduce((sum, slot) => sum + at(voltage, slot), 0) / dark.length : 0;
  const nightPart = night / nameplate.vMp;
  if (lit.length < PARTS) return [...Array<number>(10).fill(0), energyPart, 0, 0, nightPart];

  const third = Math.floor(lit.length / 3);
  const noon = lit.slice(third, lit.length - third);
  const parts = Array.from({ length: PARTS }, (_, part) =>
    lit.slice(Math.floor((part * lit.length) / PARTS), Math.floor(((part + 1) * lit.length) / PARTS)),
  );
  const lowestPart = (values: Float32Array) => Math.min(...parts.map((part) => quantile(values, part, 0.5)));
  const shapeOf = (values: Float32Array) => [
    quantile(values, noon, 0.5),
    quantile(values, lit, 0.05),
    quantile(values, lit, 0.95) - quantile(values, lit, 0.05),
    lowestPart(values) - quantile(values, lit, 0.5),
    quantile(values, lit.slice(-third), 0.5) - quantile(values, lit.slice(0, third), 0.5),
  ];
  return [...shapeOf(v), ...shapeOf(i), energyPart, lowestPart(p), unrestOf(v, irradiance, lit), nightPart];
}

/** 95 % quantile of |v[k-1] - 2 v[k] + v[k+1]| over lit slots whose light hardly changes; 0 when the light never rests. */
function unrestOf(v: Float32Array, irradiance: Float32Array, lit: readonly number[]): number {
  const steady = lit.filter((slot) => {
    const limit = STEADY_PART * at(irradiance, slot);
    const change = (other: number) => Math.abs(at(irradiance, other) - at(irradiance, slot));
    return slot > 0 && slot + 1 < v.length && change(slot - 1) < limit && change(slot + 1) < limit;
  });
  if (steady.length === 0) return 0;
  const bends = v.map((value, slot) => Math.abs(at(v, slot - 1) - 2 * value + at(v, slot + 1)));
  return quantile(bends, steady, 0.95);
}

/** Quantile of the values at some slots, the lower one of two neighbours. */
function quantile(values: Float32Array, slots: readonly number[], share: number): number {
  const sorted = Float32Array.from(slots, (slot) => at(values, slot)).sort();
  return sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
}

function at(values: Float32Array, slot: number): number {
  return values[slot] ?? 0;
}
