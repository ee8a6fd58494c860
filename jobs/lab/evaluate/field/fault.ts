import type { Condition } from '#domain/conditions.ts';
import type { Bridge } from './bridged-pair.ts';
import { clamp, emptyDay, SLOTS, SLOTS_PER_HOUR } from './day-grid.ts';
import type { Span } from './plan.ts';
import type { FieldRandom } from './random.ts';

interface Placed {
  /** First slot of the fault; 0 is since before dawn. */
  readonly onsetSlot: number;
  /** How many strings it is in. */
  readonly strings: number;
}

/** A fault of an array as it goes over a day. */
export type Fault =
  | (Placed & { readonly kind: 'short'; readonly path: { readonly modules: number; readonly ohm: number } })
  | (Placed & { readonly kind: 'bridge'; readonly bridge: Bridge })
  | (Placed & { readonly kind: 'ground'; readonly modules: number; readonly ohm: Float64Array })
  | (Placed & { readonly kind: 'open' })
  | (Placed & {
      readonly kind: 'shade';
      readonly substrings: Float64Array;
      readonly shadedShare: number;
      readonly remainder: number;
    })
  | (Placed & { readonly kind: 'arc'; readonly dropV: Float64Array });

export interface ArraySize {
  readonly modules: number;
  readonly strings: number;
}

function drawOnset(daylight: Span, random: FieldRandom): number {
  // In the last hour of light nothing could be seen of it.
  const lastSlot = Math.max(daylight.fromSlot, daylight.toSlot - SLOTS_PER_HOUR);
  return random.chance(0.4) ? 0 : random.integer(daylight.fromSlot, lastSlot);
}

function lineLine(size: ArraySize, onsetSlot: number, random: FieldRandom): Fault {
  const max = Math.min(3, size.modules - 1);
  const ohm = random.between(0, 1);
  if (size.strings < 2 || random.chance(0.5)) {
    return { kind: 'short', onsetSlot, strings: 1, path: { modules: random.integer(1, max), ohm } };
  }
  const mismatch = random.integer(1, Math.min(3, size.modules - 2));
  const lower = random.integer(1, size.modules - 1 - mismatch);
  const below: [number, number] = random.chance(0.5) ? [lower, lower + mismatch] : [lower + mismatch, lower];
  return { kind: 'bridge', onsetSlot, strings: 2, bridge: { below, ohm } };
}

/** Resistance to earth, ohm: a start of 2..30 that dries and dampens slowly by 0.7..2.5. */
function lineGround(size: ArraySize, onsetSlot: number, random: FieldRandom): Fault {
  const start = random.logBetween(2, 30);
  const [phase, depth] = [random.between(0, 2 * Math.PI), random.between(0.1, 0.6)];
  const ohm = emptyDay();
  let wander = 0;
  for (let slot = 0; slot < SLOTS; slot++) {
    wander = wander * 0.998 + random.normal(0.01);
    ohm[slot] = start * clamp(Math.exp(depth * Math.sin((2 * Math.PI * slot) / SLOTS + phase) + wander), 0.7, 2.5);
  }
  return { kind: 'ground', onsetSlot, strings: 1, modules: random.integer(1, size.modules - 1), ohm };
}

/** A shadow that comes over 1..8 substrings, stays and goes; the edge moves with the sun. */
function shading(size: ArraySize, onsetSlot: number, daylight: Span, random: FieldRandom): Fault {
  const fromSlot = Math.max(onsetSlot, daylight.fromSlot);
  const lasting = random.between(1, 5) * SLOTS_PER_HOUR;
  const max = random.integer(1, Math.min(8, 3 * size.modules));
  const [coming, going] = [random.between(0.02, 0.4), random.between(0.02, 0.4)];
  const substrings = emptyDay();
  for (let slot = fromSlot; slot < SLOTS; slot++) {
    const share = (slot - fromSlot) / lasting;
    substrings[slot] = max * clamp(Math.min(share / coming, (1 - share) / going), 0, 1);
  }
  return {
    kind: 'shade',
    onsetSlot: fromSlot,
    strings: random.integer(1, Math.min(3, size.strings)),
    substrings,
    shadedShare: random.chance(0.6) ? 1 : random.between(0.1, 1),
    remainder: random.between(0.1, 0.6),
  };
}

/** Volts of a series arc: episodes of 5..70 min, a level that wanders between samples, in some of them broken into bursts. */
function arc(onsetSlot: number, daylight: Span, random: FieldRandom): Fault {
  const dropV = emptyDay();
  const level = random.between(14, 36);
  let slot = Math.max(onsetSlot, daylight.fromSlot);
  while (slot < SLOTS) {
    const end = slot + random.logBetween(15, 210);
    const [keep, burning] = [random.between(0, 0.8), random.chance(0.5) ? 1 : random.between(0.5, 0.95)];
    let wander = 0;
    for (; slot < Math.min(end, SLOTS); slot++) {
      wander = wander * keep + random.normal(0.25 * Math.sqrt(1 - keep * keep));
      dropV[slot] = random.chance(burning) ? clamp(level * (1 + wander), 12, 40) : 0;
    }
    slot += Math.round(random.logBetween(6, 180));
  }
  return { kind: 'arc', onsetSlot, strings: 1, dropV };
}

/** Draws a fault of a condition; null for `normal`. */
export function drawFault(condition: Condition, size: ArraySize, daylight: Span, random: FieldRandom): Fault | null {
  const onsetSlot = drawOnset(daylight, random);
  switch (condition) {
    case 'normal':
      return null;
    case 'line_line':
      return lineLine(size, onsetSlot, random);
    case 'line_ground':
      return lineGround(size, onsetSlot, random);
    case 'open_circuit':
      return { kind: 'open', onsetSlot, strings: size.strings > 2 && random.chance(0.2) ? 2 : 1 };
    case 'partial_shading':
      return shading(size, onsetSlot, daylight, random);
    case 'arc_fault':
      return arc(onsetSlot, daylight, random);
  }
}
