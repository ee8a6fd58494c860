import type { ArrayState } from './array-state.ts';
import { HEALTHY } from './array-state.ts';
import {
  drawStrings,
  type Fault,
  type FaultContext,
  integerWithin,
  lengthFactor,
  partOf,
  SLOTS_PER_MINUTE,
  stringsOf,
  within,
} from './faults.ts';
import { ONSET, SHADING, SUBSTRINGS_PER_MODULE } from './ranges.ts';
import { SCALED_FAULTS } from './wide-ranges.ts';

/** A shadow that comes over some substrings, stays and goes again, its edge moving with the sun. */
export function drawPartialShading(context: FaultContext): Fault {
  const { spec, random, dawn, dusk, diffusePart, scaled } = context;
  const lit = dusk - dawn;
  const slots = Math.min(lit, Math.round(within(random, SHADING.hours) * 60 * SLOTS_PER_MINUTE));
  const fromDawn = random.chance(ONSET.beforeDawnChance);
  const start = fromDawn ? dawn : dawn + random.integer(0, lit - slots);
  const available = stringsOf(context).length;
  const isLarge = scaled && available > SHADING.strings.hi;
  const count = isLarge
    ? partOf(random, SCALED_FAULTS.shadedStrings, available)
    : integerWithin(random, SHADING.strings, available);
  const strings = drawStrings(context, count);
  const { lo, hi } = SHADING.substrings;
  const longest = { lo, hi: Math.max(lo, Math.round(hi * lengthFactor(context))) };
  const inString = spec.modulesInSeries * SUBSTRINGS_PER_MODULE;
  const drawn = strings.slice(0, isLarge ? SCALED_FAULTS.unlikeShadows : strings.length).map((string) => {
    const substrings = integerWithin(random, longest, inString);
    return { string, substrings, first: random.integer(0, inString - substrings), covered: new Uint8Array(inString) };
  });
  // A large array's shadow lies on its strings in a few ways; strings under the same shadow share their work.
  const shadows = strings.map((string, index) => ({
    ...(drawn[index % drawn.length] as (typeof drawn)[number]),
    string,
  }));
  const remainder = within(random, SHADING.remainder);
  const edgeSlots = within(random, SHADING.edgeMinutes) * SLOTS_PER_MINUTE;
  const cells = spec.module.cellsInSeries / SUBSTRINGS_PER_MODULE;

  const stateAt = (slot: number): ArrayState => {
    if (slot < start || slot >= start + slots) return HEALTHY;
    for (const { substrings, first, covered } of drawn) {
      // A shadow wide for its time still covers all of itself for half of it.
      const pace = Math.min(edgeSlots, slots / 4 / substrings);
      const came = fromDawn ? substrings : (slot - start + 1) / pace;
      const left = (start + slots - slot) / pace;
      covered.fill(0);
      for (let k = 0; k < substrings; k++) {
        const part = Math.min(came - k, left - (substrings - 1 - k), 1);
        covered[first + k] = Math.max(0, Math.round(part * cells));
      }
    }
    // What is left under the shadow is diffuse: under clouds it is more of the whole.
    const light = Math.max(remainder, SHADING.remainder.hi * (diffusePart[slot] as number));
    return { kind: 'shade', remainder: light, shadows };
  };

  return {
    onsetSlot: start,
    endSlot: start + slots,
    parameters: {
      endSlot: start + slots,
      remainder,
      edgeMinutes: edgeSlots / SLOTS_PER_MINUTE,
      shadows: shadows.map(({ string, substrings, first }) => ({ string, substrings, first })),
    },
    stateAt,
  };
}
