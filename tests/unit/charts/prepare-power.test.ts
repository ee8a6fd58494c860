import { describe, expect, it } from 'vitest';
import { preparePower } from '#components/charts/prepare-power.ts';
import { WHOLE_DAY } from '#components/charts/time-window.ts';

const filled = (value: number | null) => new Array<number | null>(4320).fill(value);

describe('preparePower', () => {
  it('ends a run where there is no good data: a gap is never a line or a loss', () => {
    const expected = filled(2000).fill(null, 2000, 2200);
    const plot = preparePower(
      { startMs: 0, slotSeconds: 20, expected, measured: filled(1000).fill(null, 2000, 2200), band: null },
      WHOLE_DAY,
      400,
      100,
    );
    expect(plot.runs).toHaveLength(2);
    expect(plot.bandRuns).toEqual([]);
    for (const { expected: above, measured } of plot.runs.flat()) expect(measured).toBeGreaterThan(above);
  });

  it('puts the neighbours on the same axis', () => {
    const bins = (value: number) => new Array<number | null>(288).fill(value);
    const band = { deviceIds: ['A'], binSeconds: 300, lower: bins(900), median: bins(1000), upper: bins(4000) };
    const view = { startMs: 0, slotSeconds: 20, expected: filled(2000), measured: filled(1000), band };
    const { runs, bandRuns, scale } = preparePower(view, WHOLE_DAY, 400, 100);
    expect(scale.high).toBeGreaterThan(4);
    expect(bandRuns[0]?.[0]?.median).toBeCloseTo(runs[0]?.[0]?.measured ?? 0, 6);
  });
});
