import { describe, expect, it } from 'vitest';
import { Pace } from '#jobs/commands/produce/pace.ts';

/** Waits that a pace asks for, for readings of these times, on a clock that passes only by waiting. */
function waits(options: { rate: number | null; replay: number | null }, timestampsMs: readonly number[]): number[] {
  let nowMs = 0;
  const pace = new Pace(options, () => nowMs);
  return timestampsMs.map((timestampMs) => {
    const waitMs = pace.waitMs(timestampMs);
    nowMs += waitMs;
    return waitMs;
  });
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe('the pace of the bridge', () => {
  it('holds nothing back without a limit', () => {
    expect(waits({ rate: null, replay: null }, [0, 1e6, 2e6])).toEqual([0, 0, 0]);
  });

  it('lets so many readings go in a second, in ticks of 50 ms', () => {
    const found = waits({ rate: 1000, replay: null }, Array(2001).fill(0));
    expect(sum(found)).toBeCloseTo(2000, -1);
    expect(Math.min(...found.filter((waitMs) => waitMs > 0))).toBeGreaterThanOrEqual(50);
  });

  it('replays by the times of the readings, so many times faster, never early', () => {
    const slots = Array.from({ length: 10 }, (_, slot) => 5e12 + slot * 20_000);
    expect(waits({ rate: null, replay: 20 }, slots)).toEqual([0, ...Array(9).fill(1000)]);
  });

  it('lets late readings go at once', () => {
    expect(waits({ rate: null, replay: 1 }, [5000, 1000, 5200])).toEqual([0, 0, 200]);
  });
});
