import type { ArrayState, ShadeState } from './array-state.ts';

/** What one string has in a slot, of all that befalls the array. */
export interface StringStates {
  /** Open, or cut in two by a path to another string: its own curve counts for nothing. */
  isOut: boolean;
  shunt?: { from: number; to: number; resistance: number };
  shadow?: { covered: Uint8Array; remainder: number };
  /** Voltage of an arc, V, now and as the converter has adapted to it; 0 for none. */
  arc: number;
  trackedArc: number;
  /** Factor on its light; none is 1. */
  light?: number;
}

/**
 * Deals the states of an array out to its strings, in place. A string has one path within itself and one shadow: of two
 * shadows the darker light falls on what either covers.
 */
export function statesOf(
  out: StringStates[],
  first: ArrayState,
  second: ArrayState | undefined,
  shade: ShadeState | undefined,
  light: Float64Array | undefined,
): void {
  for (let index = 0; index < out.length; index++) {
    const own: StringStates = { isOut: false, arc: 0, trackedArc: 0 };
    if (light) own.light = light[index] as number;
    put(own, index, first);
    if (second) put(own, index, second);
    if (shade) put(own, index, shade);
    out[index] = own;
  }
}

function put(own: StringStates, index: number, state: ArrayState): void {
  switch (state.kind) {
    case 'open':
    case 'bridge':
      if (state.strings.includes(index)) own.isOut = true;
      return;
    case 'shunt':
      if (state.string === index) own.shunt = state;
      return;
    case 'arc':
      if (state.string === index) [own.arc, own.trackedArc] = [state.voltage, state.trackedVoltage];
      return;
    case 'shade': {
      const shadow = state.shadows.find((one) => one.string === index);
      if (shadow) own.shadow = bothShadows(own.shadow, { covered: shadow.covered, remainder: state.remainder });
    }
  }
}

type Shadow = NonNullable<StringStates['shadow']>;

function bothShadows(one: Shadow | undefined, other: Shadow): Shadow {
  if (!one) return other;
  const covered = one.covered.map((cells, substring) => Math.max(cells, other.covered[substring] as number));
  return { covered, remainder: Math.min(one.remainder, other.remainder) };
}
