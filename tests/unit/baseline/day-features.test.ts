import { expect, it } from 'vitest';
import { DEFAULT_NAMEPLATE } from '#domain/nameplate.ts';
import { DAY_FEATURES, dayFeaturesOf } from '#models/baseline/day-features.ts';

/** A clear day at 25 °C: voltage V_mp, current in proportion to the light, both times a factor by slot. */
function clearDay(factor: (slot: number) => { v: number; i: number } = () => ({ v: 1, i: 1 })) {
  const of = (value: (slot: number) => number) => Float32Array.from({ length: 4320 }, (_, slot) => value(slot));
  const light = (slot: number) => 1000 * Math.max(0, Math.sin(((slot - 1080) / 2160) * Math.PI));
  return {
    voltage: of((slot) => (light(slot) > 10 ? DEFAULT_NAMEPLATE.vMp * factor(slot).v : 0)),
    current: of((slot) => (DEFAULT_NAMEPLATE.iMp * factor(slot).i * light(slot)) / 1000),
    temperature: of(() => 25),
    irradiance: of(light),
  };
}

const figure = (features: number[], name: string) =>
  features[DAY_FEATURES.findIndex((known) => known.startsWith(name))];

it('a perfect array-day has ratios of one and no spread', () => {
  const features = dayFeaturesOf(clearDay(), DEFAULT_NAMEPLATE);
  expect(features).toHaveLength(DAY_FEATURES.length);
  for (const name of ['median v', 'lowest twentieth of v', 'median i', 'energy', 'lowest median p']) {
    expect(figure(features, name), name).toBeCloseTo(1, 4);
  }
  for (const name of ['spread of v', 'spread of i', 'unrest of v', 'voltage in the dark']) {
    expect(figure(features, name), name).toBeCloseTo(0, 4);
  }
});

it('a string that opens at noon lowers current and energy, not voltage', () => {
  const features = dayFeaturesOf(
    clearDay((slot) => ({ v: 1, i: slot < 2160 ? 1 : 2 / 3 })),
    DEFAULT_NAMEPLATE,
  );
  expect(figure(features, 'median i of the last third')).toBeCloseTo(-1 / 3, 3);
  expect(figure(features, 'energy')).toBeCloseTo(5 / 6, 2);
  expect(figure(features, 'median v of the last third')).toBeCloseTo(0, 4);
});

it('a voltage that flickers is told as unrest', () => {
  const features = dayFeaturesOf(
    clearDay((slot) => ({ v: slot % 2 ? 0.95 : 1, i: 1 })),
    DEFAULT_NAMEPLATE,
  );
  expect(figure(features, 'unrest of v')).toBeCloseTo(0.1, 4);
});

it('a day without light has finite figures', () => {
  const dark = clearDay();
  dark.irradiance.fill(-2);
  expect(dayFeaturesOf(dark, DEFAULT_NAMEPLATE).every(Number.isFinite)).toBe(true);
});
