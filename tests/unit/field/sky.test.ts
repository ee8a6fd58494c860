import { describe, expect, it } from 'vitest';
import { fieldArrayDay } from '#jobs/lab/evaluate/field/field.ts';
import { clearSky, sunOver } from '#jobs/lab/evaluate/field/sun.ts';

const DEG = 180 / Math.PI;

/** Sizes of the steps of the irradiance over so many slots, where the sun is up, smallest first. */
function steps(kind: string, over: number, days: number): Float64Array {
  const sizes: number[] = [];
  for (let seed = 0; seed < days; seed++) {
    const { irradiance } = fieldArrayDay({ kind, seed }).series;
    irradiance.forEach((watts, slot) => {
      const later = irradiance[slot + over] ?? Number.NaN;
      if (watts > 100 && Number.isFinite(later)) sizes.push(Math.abs(later - watts));
    });
  }
  return Float64Array.from(sizes).sort();
}

describe('the sun of the field', () => {
  it('stands 90 degrees less latitude plus declination high at noon, in both hemispheres', () => {
    for (const latitude of [-60, -20, 0, 35, 60]) {
      const sun = sunOver(latitude, 172, 0);
      const highest = Math.asin(Math.max(...sun.up)) * DEG;
      expect(Math.abs(highest - (90 - Math.abs(latitude - 23.45)))).toBeLessThan(0.2);
    }
  });

  it('gives 900 to 1100 W/m2 of clear sky at its highest, a tenth to a quarter of it diffuse', () => {
    const sky = clearSky(sunOver(25, 172, 0), 172, 1);
    const [beam = 0, diffuse = 0] = [sky.beam[2160], sky.diffuse[2160]];
    expect(beam + diffuse).toBeGreaterThan(900);
    expect(beam + diffuse).toBeLessThan(1100);
    expect(diffuse / (beam + diffuse)).toBeGreaterThan(0.1);
    expect(diffuse / (beam + diffuse)).toBeLessThan(0.25);
  });
});

describe('the clouds of the field', () => {
  it('broken: steps as they were measured, each within a factor of two', () => {
    const measured = { 1: [27, 189, 368], 3: [58, 273, 445] } as const;
    for (const [over, sizes] of [
      [1, measured[1]],
      [3, measured[3]],
    ] as const) {
      const seen = steps('broken', over, 16);
      [0.5, 0.9, 0.99].forEach((share, i) => {
        const ratio = (seen[Math.floor(share * seen.length)] ?? 0) / (sizes[i] ?? 1);
        expect(ratio).toBeGreaterThan(0.5);
        expect(ratio).toBeLessThan(2);
      });
    }
  });

  it('flicker steps further than broken, and broken than clear', () => {
    const [flicker = 0, broken = 0, clear = 0] = ['flicker', 'broken', 'clear'].map((kind) => {
      const sizes = steps(kind, 1, 6);
      return sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
    });
    expect(flicker).toBeGreaterThan(1.3 * broken);
    expect(broken).toBeGreaterThan(3 * clear);
  });
});
