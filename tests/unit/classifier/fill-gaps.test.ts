import { describe, expect, it } from 'vitest';
import { fillGaps, SLOT_HELD, SLOT_INTERPOLATED, SLOT_MEASURED } from '#models/classifier/fill-gaps.ts';

const GAP = Number.NaN;

/** A series of `missing` gaps between the values 10 and 20. */
const gapOf = (missing: number) => Float32Array.from([10, ...Array.from({ length: missing }, () => GAP), 20]);

describe('fillGaps', () => {
  it('bridges a short gap by a straight line and counts it', () => {
    const result = fillGaps(Float32Array.from([1, GAP, GAP, GAP, 5, 6]));
    expect(Array.from(result?.filled ?? [])).toEqual([1, 2, 3, 4, 5, 6]);
    expect(Array.from(result?.flags ?? [])).toEqual([0, 1, 1, 1, 0, 0].map((flag) => flag * SLOT_INTERPOLATED));
    expect(result).toMatchObject({ interpolated: 3, held: 0 });
  });

  it('bridges 30 slots, 10 minutes, and holds the last value over 31', () => {
    expect(fillGaps(gapOf(30))).toMatchObject({ interpolated: 30, held: 0 });
    const longer = fillGaps(gapOf(31));
    expect(longer).toMatchObject({ interpolated: 0, held: 31 });
    expect(new Set(longer?.filled.subarray(0, 32))).toEqual(new Set([10]));
    expect(longer?.filled[32]).toBe(20);
  });

  it('holds the first value before it and the last value after it, however short the gap', () => {
    const result = fillGaps(Float32Array.from([GAP, GAP, 7, GAP, 9, GAP]));
    expect(Array.from(result?.filled ?? [])).toEqual([7, 7, 7, 8, 9, 9]);
    expect(Array.from(result?.flags ?? [])).toEqual([
      SLOT_HELD,
      SLOT_HELD,
      SLOT_MEASURED,
      SLOT_INTERPOLATED,
      SLOT_MEASURED,
      SLOT_HELD,
    ]);
  });

  it('fills a day that has one single value', () => {
    const day = new Float32Array(4320).fill(GAP);
    day[2000] = 3;
    const result = fillGaps(day);
    expect(new Set(result?.filled)).toEqual(new Set([3]));
    expect(result).toMatchObject({ interpolated: 0, held: 4319 });
  });

  it('takes an infinite value for a missing one', () => {
    expect(Array.from(fillGaps(Float32Array.from([1, Number.POSITIVE_INFINITY, 3]))?.filled ?? [])).toEqual([1, 2, 3]);
  });

  it('returns null for a channel without a value', () => {
    expect(fillGaps(new Float32Array(5).fill(GAP))).toBeNull();
    expect(fillGaps(new Float32Array(0))).toBeNull();
  });

  it('leaves its input as it was', () => {
    const input = Float32Array.from([GAP, 1, GAP, 2]);
    fillGaps(input);
    expect(Array.from(input)).toEqual([GAP, 1, GAP, 2]);
  });
});
