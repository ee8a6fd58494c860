import { describe, expect, it } from 'vitest';
import { nameplateSchema } from '#domain/nameplate.ts';
import { createArrayCircuit } from '#models/photovoltaic/array-circuit.ts';
import { DEFAULT_ARRAY } from '#models/photovoltaic/array-spec.ts';
import { HEALTHY } from '#models/photovoltaic/array-state.ts';
import { buildArray, maximumPowerOf } from '#models/photovoltaic/built-array.ts';
import { createRandom } from '#models/photovoltaic/random.ts';
import { drawFaults } from '#models/photovoltaic/two-faults.ts';
import { drawWideArray } from '#models/photovoltaic/wide-array.ts';
import { CLEAR, dayWith, litAbove, meanOf } from './wide-days.ts';

const arrays = Array.from({ length: 800 }, (_, index) => drawWideArray(createRandom(`wide ${index}`)));
const share = (flags: readonly boolean[]) => flags.filter(Boolean).length / flags.length;

describe('drawWideArray', () => {
  it('is the same for the same seed', () => {
    expect(drawWideArray(createRandom('a'))).toEqual(drawWideArray(createRandom('a')));
  });

  it('stays inside its ranges, half of it the default array', () => {
    for (const { spec, build, registered } of arrays) {
      expect(spec.modulesInSeries).toBeGreaterThanOrEqual(4);
      expect(spec.modulesInSeries).toBeLessThanOrEqual(30);
      expect(spec.strings).toBeGreaterThanOrEqual(1);
      expect(spec.strings).toBeLessThanOrEqual(30);
      for (const part of [build.soiling, build.degradation]) expect(part >= 0 && part <= 0.25).toBe(true);
      expect(nameplateSchema.safeParse(registered.nameplate).success).toBe(true);
    }
    const isDefault = arrays.map(({ spec }) => spec.strings === 3 && spec.modulesInSeries === 5);
    expect(Math.abs(share(isDefault) - 0.5)).toBeLessThan(0.06);
    expect(Math.abs(share(arrays.map(({ spec }) => spec.blockingDiodes)) - 0.3)).toBeLessThan(0.06);
    expect(Math.max(...arrays.map(({ spec }) => spec.strings))).toBeGreaterThan(25);
  });

  it('registers most nameplates within 3 %, one in seven 5 to 20 % off in voltage or current, never in both', () => {
    const errors = arrays.map(({ spec, registered: { nameplate } }) => {
      const { voltage, current } = maximumPowerOf(spec);
      return [Math.abs(nameplate.vMp / voltage - 1), Math.abs(nameplate.iMp / current - 1)] as const;
    });
    const wrong = errors.filter((pair) => Math.max(...pair) > 0.031);
    expect(Math.abs(wrong.length / errors.length - 0.15)).toBeLessThan(0.04);
    for (const pair of wrong) {
      expect(Math.max(...pair)).toBeGreaterThanOrEqual(0.0499);
      expect(Math.max(...pair)).toBeLessThanOrEqual(0.2001);
      expect(Math.min(...pair)).toBeLessThanOrEqual(0.031);
    }
  });

  it('gives a grounded array to whom it does not tell its faults, and two strings to an open circuit', () => {
    expect(share(arrays.map(({ spec }) => spec.grounding === 'negative'))).toBe(1);
    const known = Array.from({ length: 300 }, (_, index) =>
      drawWideArray(createRandom(`k ${index}`), ['open_circuit']),
    );
    expect(share(known.map(({ spec }) => spec.grounding === 'floating'))).toBeGreaterThan(0.1);
    expect(Math.min(...known.map(({ spec }) => spec.strings))).toBeGreaterThan(1);
  });
});

describe('buildArray with traits', () => {
  const powerOf = (traits: Parameters<typeof buildArray>[2]) => {
    const array = buildArray(DEFAULT_ARRAY, createRandom('built'), traits);
    const circuit = createArrayCircuit(array);
    circuit.set(1000 * (1 - array.soiling), 25, HEALTHY);
    return Math.max(...Array.from({ length: 300 }, (_, v) => v * circuit.currentAt(v)));
  };

  it.each([0.05, 0.15, 0.25])('loses the power that age takes: %d', (degradation) => {
    const lost = 1 - powerOf({ soiling: 0, degradation }) / powerOf({ soiling: 0 });
    expect(Math.abs(lost / degradation - 1)).toBeLessThan(0.15);
  });

  it('is as dirty as it is told to be', () => {
    expect(powerOf({ soiling: 0.2 }) / powerOf({ soiling: 0 })).toBeCloseTo(0.8, 1);
    expect(() => powerOf({ soiling: 2 })).toThrow('build.soiling must be from 0 to 0.9, not 2');
  });

  it('of like strings gives what it would with each worked out alone', () => {
    const spec = { ...DEFAULT_ARRAY, strings: 9 };
    const array = buildArray(spec, createRandom('like'), { unlikeStrings: 2, unlikeModules: 3 });
    const copies = { ...array, modules: array.modules.map((string) => string.map((module) => ({ ...module }))) };
    for (const state of [
      HEALTHY,
      { kind: 'open', strings: [4] } as const,
      { kind: 'shunt', string: 2, from: 1, to: 3, resistance: 0.5 } as const,
    ]) {
      const [shared, alone] = [createArrayCircuit(array), createArrayCircuit(copies)];
      for (const circuit of [shared, alone]) circuit.set(820, 47, state);
      for (const voltage of [0, 90, 160, 185, 210])
        expect(shared.currentAt(voltage)).toBeCloseTo(alone.currentAt(voltage), 9);
    }
  });
});

describe('faults of wide arrays', () => {
  const spec = { ...DEFAULT_ARRAY, modulesInSeries: 20, strings: 10 };
  const { diffusePart } = CLEAR;
  const drawn = (condition: 'line_line' | 'open_circuit') =>
    Array.from({ length: 200 }, (_, index) => {
      const random = createRandom(`scaled ${index}`);
      const context = { spec, random, dawn: 1200, dusk: 3000, diffusePart, scaled: true };
      return drawFaults(condition, undefined, context).fault.parameters as Record<string, unknown>;
    });

  it('bridge up to 60 % of a string', () => {
    const modules = drawn('line_line').map(({ lowNode, highNode }) => Number(highNode) - Number(lowNode));
    expect(Math.max(...modules)).toBeGreaterThan(9);
    expect(Math.max(...modules)).toBeLessThanOrEqual(12);
    expect(Math.min(...modules)).toBeGreaterThanOrEqual(2);
  });

  it('open up to 40 % of the strings', () => {
    const counts = drawn('open_circuit').map(({ strings }) => (strings as number[]).length);
    expect(Math.max(...counts)).toBe(4);
    expect(Math.min(...counts)).toBe(1);
  });
});

describe('two faults at once', () => {
  const lit = litAbove(300);

  it('both show: an open string and a path to ground take more current than either alone', () => {
    const beforeDawn = Array.from({ length: 40 }, (_, index) => `two ${index}`).find((seed) => {
      const { truth } = dayWith(undefined, { seed, condition: 'open_circuit', second: 'line_ground' });
      return truth.onsetSlot === 0 && truth.second?.onsetSlot === 0;
    });
    if (!beforeDawn) throw new Error('no seed has both before dawn');
    const both = dayWith(undefined, {
      seed: beforeDawn,
      condition: 'open_circuit',
      second: 'line_ground',
      withLoss: true,
    });
    const one = dayWith(undefined, { seed: beforeDawn, condition: 'open_circuit', withLoss: true });
    expect(both.truth.second?.condition).toBe('line_ground');
    expect(both.truth.lossPart).toBeGreaterThan(one.truth.lossPart + 0.02);
    expect(meanOf(both.series.current, lit)).not.toBeCloseTo(meanOf(one.series.current, lit), 1);
    expect(JSON.parse(JSON.stringify(both.truth))).toEqual(both.truth);
  });

  it('befall different strings', () => {
    for (let index = 0; index < 8; index++) {
      const { truth } = dayWith(undefined, { seed: `apart ${index}`, condition: 'arc_fault', second: 'open_circuit' });
      expect(truth.second?.parameters.strings).not.toContain(truth.parameters.string);
    }
  });

  it('are refused where an array cannot have both', () => {
    const array = { ...DEFAULT_ARRAY, strings: 1 };
    expect(() => dayWith(undefined, { array, condition: 'open_circuit', second: 'line_ground' })).toThrow(
      'array.strings must be 2 or more for open_circuit beside line_ground',
    );
    expect(() => dayWith(undefined, { second: 'line_ground' })).toThrow('second must be another fault beside one');
  });

  it('leave the loss out when it is not asked for', () => {
    expect(dayWith(undefined, { condition: 'open_circuit' }).truth.lossPart).toBeNaN();
  });
});
