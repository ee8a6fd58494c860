import { describe, expect, it } from 'vitest';
import { DEFAULT_ARRAY } from '#models/photovoltaic/array-spec.ts';
import { buildArray } from '#models/photovoltaic/built-array.ts';
import { drawFailures } from '#models/photovoltaic/failures.ts';
import { createRandom } from '#models/photovoltaic/random.ts';

const arrays = Array.from({ length: 2000 }, (_, index) => buildArray(DEFAULT_ARRAY, createRandom(`hard ${index}`)));
const failures = Array.from({ length: 2000 }, (_, index) => drawFailures(createRandom(`hard ${index}`), 1200, 3200));
const share = (flags: readonly boolean[]) => flags.filter(Boolean).length / flags.length;

describe('healthy arrays', () => {
  it('are dirty by 0 to 7 %', () => {
    const soiling = arrays.map((array) => array.soiling);
    expect(Math.min(...soiling)).toBeLessThan(0.002);
    expect(Math.max(...soiling)).toBeGreaterThan(0.068);
    expect(Math.max(...soiling)).toBeLessThan(0.07);
  });

  it('have a pyranometer off by 3 to 6 % now and then, and one of the ordinary kind else', () => {
    const errors = arrays.map(({ sensors }) => Math.abs(sensors.irradianceGain - 1));
    expect(share(errors.map((error) => error > 0.03))).toBeGreaterThan(0.04);
    expect(share(errors.map((error) => error > 0.03))).toBeLessThan(0.12);
    expect(share(errors.map((error) => error > 0.06))).toBeLessThan(0.002);
  });

  it('have a converter that limits its power in one of ten', () => {
    const limits = arrays.flatMap(({ tracker, stc }) =>
      tracker.limitPower === null ? [] : [tracker.limitPower / stc.power],
    );
    expect(Math.abs(limits.length / arrays.length - 0.1)).toBeLessThan(0.03);
    expect(Math.min(...limits)).toBeGreaterThanOrEqual(0.65);
    expect(Math.max(...limits)).toBeLessThan(0.9);
  });

  it('have stuck thermometers, shaded ones, outages and gaps', () => {
    const kinds = failures.map(({ thermometer }) => thermometer?.kind);
    expect(share(kinds.map((kind) => kind === 'stuck'))).toBeGreaterThan(0.02);
    expect(share(kinds.map((kind) => kind === 'shaded'))).toBeGreaterThan(0.02);
    expect(Math.abs(share(failures.map(({ outage }) => outage !== null)) - 0.08)).toBeLessThan(0.03);
    expect(Math.abs(share(failures.map(({ gaps }) => gaps.length > 0)) - 0.5)).toBeLessThan(0.05);
  });
});
