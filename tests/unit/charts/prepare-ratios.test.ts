import { expect, it } from 'vitest';
import { prepareDrift } from '#components/charts/prepare-drift.ts';
import { prepareRatios } from '#components/charts/prepare-ratios.ts';
import { WHOLE_DAY } from '#components/charts/time-window.ts';
import type { OperationView } from '#domain/operation-view.ts';

const filled = (value: number | null) => new Array<number | null>(4320).fill(value);
const view: OperationView = {
  startMs: 0,
  slotSeconds: 20,
  voltage: filled(1),
  current: filled(0.5).fill(null, 0, 1000).fill(2, 2000, 2010),
  photocurrentDeviation: filled(-0.5),
  neighbours: null,
  bands: [],
  minutes: { limited: 0, off: 0, sweep: 0, unknown: 0 },
};

it('draws ratios on one axis: 1 where the line of 1 is, beyond it at the edge, nothing in the dark', () => {
  const { voltage, current, neighbourVoltage, one } = prepareRatios(view, WHOLE_DAY, 432, 100);
  expect(voltage[0]?.[1]).toBeCloseTo(one, 4);
  const points = current.flatMap((line) => [...line]);
  const xs = points.filter((_, index) => index % 2 === 0);
  const ys = points.filter((_, index) => index % 2 === 1);
  expect(Math.min(...xs)).toBeGreaterThanOrEqual(100);
  expect(Math.min(...ys)).toBe(0);
  expect(Math.max(...ys)).toBeGreaterThan(one);
  expect(neighbourVoltage).toEqual([]);
});

it('draws a drift with its gaps, and none where no day knows one', () => {
  const known = { scaleVoltage: 1, scaleCurrent: 0.9 };
  const unknown = { scaleVoltage: null, scaleCurrent: null };
  const plot = prepareDrift([known, known, unknown, known], 300, 50);
  expect(plot?.current.map((line) => line.length)).toEqual([2, 1]);
  expect(plot?.voltage[0]?.[0]?.y).toBeCloseTo(plot?.one ?? Number.NaN, 6);
  expect(plot?.current[0]?.[0]?.y).toBeGreaterThan(plot?.one ?? Number.NaN);
  expect(prepareDrift([unknown, unknown], 300, 50)).toBeNull();
});
