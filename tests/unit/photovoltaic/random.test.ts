import { describe, expect, it } from 'vitest';
import { createRandom } from '#models/photovoltaic/random.ts';

const FROZEN_42 = [0.6957274184096605, 0.9585423697717488, 0.18047512066550553, 0.008076671743765473];
const FROZEN_FORK = [0.21995597309432924, 0.31861730734817684];

const draw = (random: { uniform(lo: number, hi: number): number }, count: number) =>
  Array.from({ length: count }, () => random.uniform(0, 1));

describe('createRandom', () => {
  it('gives the same stream for the same seed, for ever', () => {
    // Frozen: data sets are named by their seed. These numbers must never change.
    expect(draw(createRandom(42), 4)).toEqual(FROZEN_42);
    expect(draw(createRandom('42'), 4)).toEqual(FROZEN_42);
    expect(draw(createRandom('plant A').fork('weather'), 2)).toEqual(FROZEN_FORK);
  });

  it('gives another stream for another seed and for another label', () => {
    const streams = [createRandom(1), createRandom(2), createRandom(1).fork('a'), createRandom(1).fork('b')];
    expect(new Set(streams.map((random) => draw(random, 3).join())).size).toBe(4);
  });

  it('forks by the label alone, not by what was drawn before', () => {
    const used = createRandom('s');
    draw(used, 100);
    expect(draw(used.fork('x'), 5)).toEqual(draw(createRandom('s').fork('x'), 5));
  });

  it('is uniform and normal as far as 20,000 numbers tell', () => {
    const random = createRandom('moments');
    const flat = draw(random, 20_000);
    const mean = flat.reduce((sum, x) => sum + x, 0) / flat.length;
    expect(Math.min(...flat)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...flat)).toBeLessThan(1);
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.01);
    const bell = Array.from({ length: 20_000 }, () => random.normal());
    const bellMean = bell.reduce((sum, x) => sum + x, 0) / bell.length;
    const variance = bell.reduce((sum, x) => sum + (x - bellMean) ** 2, 0) / bell.length;
    const outside = bell.filter((x) => Math.abs(x) > 1.96).length / bell.length;
    expect(Math.abs(bellMean)).toBeLessThan(0.03);
    expect(Math.abs(variance - 1)).toBeLessThan(0.05);
    expect(Math.abs(outside - 0.05)).toBeLessThan(0.01);
  });

  it('reaches both ends of an integer range, every entry of a list, and the odds of a chance', () => {
    const random = createRandom('ends');
    expect(new Set(Array.from({ length: 200 }, () => random.integer(3, 5)))).toEqual(new Set([3, 4, 5]));
    expect(new Set(Array.from({ length: 200 }, () => random.pick(['a', 'b'])))).toEqual(new Set(['a', 'b']));
    const hits = Array.from({ length: 5000 }, () => random.chance(0.4)).filter(Boolean).length;
    expect(Math.abs(hits / 5000 - 0.4)).toBeLessThan(0.03);
  });

  it('refuses a seed that is not a number, and an empty list', () => {
    expect(() => createRandom(Number.NaN)).toThrow('seed must be a finite number or a text, not NaN');
    expect(() => createRandom(1).pick([])).toThrow('pick needs a list');
  });
});
