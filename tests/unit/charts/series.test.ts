import { describe, expect, it } from 'vitest';
import { decimate, findGaps } from '#components/charts/decimate.ts';
import { linearScale } from '#components/charts/linear-scale.ts';
import { prepareSeries } from '#components/charts/prepare-series.ts';

const day = Array.from({ length: 4320 }, (_, slot): number | null => Math.sin(slot / 300));

describe('decimation', () => {
  it('gives at most one column a pixel', () => {
    expect(decimate(day, 700).flat()).toHaveLength(700);
    expect(decimate([1, 2, 3], 700).flat()).toHaveLength(3);
  });

  it('keeps a spike of a single sample', () => {
    const spiked = day.with(1234, 70);
    expect(
      Math.max(
        ...decimate(spiked, 300)
          .flat()
          .map(({ max }) => max),
      ),
    ).toBe(70);
  });

  it('breaks the line at a gap and puts no value into it', () => {
    const gapped = day.map((value, slot) => (slot >= 1000 && slot < 1500 ? null : value));
    const runs = decimate(gapped, 432);
    expect(runs.map((run) => run.length)).toEqual([100, 282]);
    expect(runs[1]?.[0]?.x).toBe(150.5);
  });

  it('finds nothing to draw in a day without readings', () => {
    expect(
      decimate(
        Array.from({ length: 4320 }, () => null),
        700,
      ),
    ).toEqual([]);
  });
});

it('gaps are found at both ends of the day, and short ones are left out', () => {
  expect(findGaps([null, null, 1, null, 2, null, null, null], 2)).toEqual([
    { from: 0, to: 2 },
    { from: 5, to: 8 },
  ]);
});

describe('a prepared series', () => {
  it('stays inside the plot', () => {
    const { lines } = prepareSeries(day, 700, 80);
    const heights = lines.flatMap((line) => [...line].filter((_, index) => index % 2 === 1));
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...heights)).toBeLessThanOrEqual(80);
  });

  it('counts the readings and shades the gaps', () => {
    const gapped = day.map((value, slot) => (slot < 432 ? null : value));
    const plot = prepareSeries(gapped, 1000, 80);
    expect(plot.readings).toBe(3888);
    expect(plot.gaps).toHaveLength(1);
    expect(plot.gaps[0]?.width).toBeCloseTo(100, 6);
  });

  it('has an axis but no line when nothing was received', () => {
    const plot = prepareSeries([null, null, null, null], 100, 80);
    expect(plot.lines).toEqual([]);
    expect(plot.scale.high).toBeGreaterThan(plot.scale.low);
  });
});

describe('a value axis', () => {
  it.each([
    [-2, 655],
    [0, 0.004],
    [171.2, 186.9],
    [0, 41.7],
    [0, 3.2],
    [5, 5],
    [0, 0],
  ])('from %d to %d has round ticks inside its range', (min, max) => {
    const { low, high, ticks, decimals } = linearScale(min, max);
    expect(low).toBeLessThan(min);
    expect(high).toBeGreaterThan(max);
    expect(ticks.length).toBeGreaterThanOrEqual(2);
    expect(ticks.length).toBeLessThanOrEqual(5);
    for (const tick of ticks) {
      expect(tick).toBeGreaterThanOrEqual(low);
      expect(tick).toBeLessThanOrEqual(high);
      expect(Number(tick.toFixed(decimals))).toBeCloseTo(tick, 9);
    }
  });

  it('never labels a tick -0', () => {
    for (const tick of linearScale(-2, 655).ticks) expect(Object.is(tick, -0)).toBe(false);
  });
});
