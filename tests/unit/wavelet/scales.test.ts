import { describe, expect, it } from 'vitest';
import {
  DEFAULT_SCALE_SET,
  LINEAR_SCALE_SET,
  periodSecondsOf,
  type ScaleSet,
  scalesOf,
} from '#models/wavelet/scales.ts';
import { golden } from './golden-scalogram.ts';

describe('scalesOf', () => {
  it('gives the 64 geometric scales of the reference by default', () => {
    for (const [j, scale] of scalesOf(DEFAULT_SCALE_SET).entries())
      expect(scale).toBeCloseTo(golden.scales[j] ?? Number.NaN, 9);
  });

  it('gives 1 to 64 for the linear set, and a plain list as it is', () => {
    expect(Array.from(scalesOf(LINEAR_SCALE_SET))).toEqual(Array.from({ length: 64 }, (_, j) => j + 1));
    expect(Array.from(scalesOf([3, 7.5]))).toEqual([3, 7.5]);
  });

  it.each<[ScaleSet, RegExp]>([
    [[], /at least one scale/],
    [[2, 0], /scale 1 must be above 0/],
    [[2, Number.NaN], /scale 1 must be above 0, not NaN/],
    [[4, 4], /scale 1 is not above the one before/],
    [{ kind: 'geometric', count: 0, first: 2, ratio: 2 }, /count must be an integer/],
    [{ kind: 'geometric', count: 4, first: -1, ratio: 2 }, /first must be above 0/],
    [{ kind: 'geometric', count: 4, first: 2, ratio: 1 }, /ratio must be above 1/],
    [{ kind: 'linear', count: 4, first: 2, step: Number.NaN }, /step must be above 0/],
    [
      { kind: 'cubic', count: 4, first: 2, step: 1 } as unknown as ScaleSet,
      /kind must be geometric or linear, not cubic/,
    ],
  ])('refuses %j and names what is wrong', (set, message) => {
    expect(() => scalesOf(set)).toThrow(message);
  });
});

describe('periodSecondsOf', () => {
  it('spans 50 s to 6.3 h over the default scales', () => {
    expect(periodSecondsOf(2, 20)).toBeCloseTo(50.3, 1);
    expect(periodSecondsOf(900, 20) / 3600).toBeCloseTo(6.28, 2);
  });
});
