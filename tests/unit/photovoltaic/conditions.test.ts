import { describe, expect, it } from 'vitest';
import { CONDITIONS, type Condition } from '#domain/conditions.ts';
import { type ArraySpec, DEFAULT_ARRAY } from '#models/photovoltaic/array-spec.ts';
import { drawCondition } from '#models/photovoltaic/conditions.ts';
import { createRandom } from '#models/photovoltaic/random.ts';

const DAWN = 1200;
const DUSK = 3200;
const TWO_HOURS = 360;

/** 300 drawn faults of a condition, on a day lit from DAWN to DUSK. */
function drawMany(condition: Condition, spec: ArraySpec = DEFAULT_ARRAY) {
  return Array.from({ length: 300 }, (_, index) =>
    drawCondition(condition, {
      spec,
      random: createRandom(`${condition} ${index}`),
      dawn: DAWN,
      dusk: DUSK,
      diffusePart: new Float64Array(4320).fill(0.2),
    }),
  );
}

const share = (flags: readonly boolean[]) => flags.filter(Boolean).length / flags.length;

describe('drawCondition', () => {
  it.each(['line_line', 'line_ground', 'open_circuit', 'arc_fault'] as const)(
    'sets in before dawn in 40 % of draws, else in daylight with two hours of it left: %s',
    (condition) => {
      const onsets = drawMany(condition).map(({ onsetSlot }) => onsetSlot ?? Number.NaN);
      expect(Math.abs(share(onsets.map((onset) => onset === 0)) - 0.4)).toBeLessThan(0.09);
      const later = onsets.filter((onset) => onset !== 0);
      expect(Math.min(...later)).toBeGreaterThanOrEqual(DAWN);
      expect(Math.max(...later)).toBeLessThanOrEqual(DUSK - TWO_HOURS);
    },
  );

  it.each(CONDITIONS)(
    'is healthy before its onset and, unless normal, not always healthy after it: %s',
    (condition) => {
      for (const fault of drawMany(condition).slice(0, 60)) {
        const onset = fault.onsetSlot ?? 4320;
        const kinds = Array.from({ length: 4320 }, (_, slot) => fault.stateAt(slot).kind);
        expect(kinds.slice(0, onset).every((kind) => kind === 'healthy')).toBe(true);
        expect(kinds.slice(Math.max(onset, DAWN), DUSK).some((kind) => kind !== 'healthy')).toBe(
          condition !== 'normal',
        );
      }
    },
  );

  it('opens two strings in a fifth of draws, and one where there are only two', () => {
    const counts = (spec: ArraySpec) =>
      drawMany('open_circuit', spec).map(({ parameters }) => new Set(parameters.strings as number[]).size);
    expect(Math.abs(share(counts(DEFAULT_ARRAY).map((count) => count === 2)) - 0.2)).toBeLessThan(0.07);
    expect(new Set(counts({ ...DEFAULT_ARRAY, strings: 2 }))).toEqual(new Set([1]));
  });

  it('draws line-line paths of 1 to 3 modules, within a string and across two, at inner nodes when across', () => {
    const spans = { within: new Set<number>(), across: new Set<number>() };
    for (const { parameters } of drawMany('line_line')) {
      const [low, high] = [Number(parameters.lowNode), Number(parameters.highNode)];
      spans[parameters.across ? 'across' : 'within'].add(high - low);
      expect(low).toBeGreaterThanOrEqual(parameters.across ? 1 : 0);
      expect(high).toBeLessThanOrEqual(parameters.across ? 4 : 5);
      expect(new Set(parameters.strings as number[]).size).toBe(parameters.across ? 2 : 1);
    }
    expect(spans).toEqual({ within: new Set([1, 2, 3]), across: new Set([1, 2, 3]) });
  });

  it('lets the resistance to ground drift within 0.7 to 2.5 times what was drawn, and drift it does', () => {
    for (const { parameters, stateAt } of drawMany('line_ground')) {
      const factors = Array.from({ length: 4320 }, (_, slot) => stateAt(slot)).flatMap((state) =>
        state.kind === 'ground' ? [state.resistance / Number(parameters.resistance)] : [],
      );
      expect(Math.min(...factors)).toBeGreaterThanOrEqual(0.7);
      expect(Math.max(...factors)).toBeLessThanOrEqual(2.5);
      expect(Math.max(...factors)).toBeGreaterThan(Math.min(...factors));
    }
  });

  it('shades 1 to 8 substrings of 1 to 3 strings for 1 to 5 hours, with 0.1 to 0.6 of the light left', () => {
    const strings = new Set<number>();
    for (const { onsetSlot, parameters, stateAt } of drawMany('partial_shading')) {
      const slots = Number(parameters.endSlot) - (onsetSlot ?? Number.NaN);
      expect(slots).toBeGreaterThanOrEqual(180);
      expect(slots).toBeLessThanOrEqual(900);
      const state = stateAt((onsetSlot ?? 0) + Math.floor(slots / 2));
      if (state.kind !== 'shade') throw new Error('the middle of the shading is not shaded');
      strings.add(state.shadows.length);
      expect(state.remainder).toBeGreaterThanOrEqual(0.1);
      expect(state.remainder).toBeLessThanOrEqual(0.6);
      for (const { covered } of state.shadows) {
        const shaded = covered.filter((cells) => cells > 0).length;
        expect(shaded).toBeGreaterThanOrEqual(1);
        expect(shaded).toBeLessThanOrEqual(8);
      }
    }
    expect(strings).toEqual(new Set([1, 2, 3]));
  });

  it('arcs in episodes rather than all day, with a voltage that comes and goes', () => {
    for (const { onsetSlot, parameters, stateAt } of drawMany('arc_fault').slice(0, 80)) {
      const from = Math.max(onsetSlot ?? 0, DAWN);
      const voltages = Array.from({ length: DUSK - from }, (_, i) => {
        const state = stateAt(from + i);
        return state.kind === 'arc' ? state.voltage : 0;
      });
      const burning = voltages.filter((voltage) => voltage > 0);
      expect(burning.length).toBeGreaterThan(0);
      expect(burning.length / voltages.length).toBeLessThan(1);
      const drop = Number(parameters.drop);
      expect(drop).toBeGreaterThanOrEqual(12);
      expect(drop).toBeLessThan(40);
      const mean = burning.reduce((sum, voltage) => sum + voltage, 0) / burning.length;
      expect(Math.abs(mean / drop - 1)).toBeLessThan(0.4);
    }
  });
});
