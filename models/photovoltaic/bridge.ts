import { type Curve, currentOn, slopeOn } from './curve.ts';

/** One string cut at a node: the modules below it (towards the negative end) and above it. */
export interface CutString {
  lower: Curve;
  upper: Curve;
  /** Whether a diode at the string's upper end keeps current from flowing back into it. */
  blocking: boolean;
}

export interface BridgeNodes {
  first: number;
  second: number;
}

const LARGEST_ERROR_A = 1e-6;
const MOST_STEPS = 60;

/**
 * Voltages of the two joined nodes at an array voltage, by Kirchhoff's current law at both:
 * lower(U) = upper(V - U) + what flows over the path. Newton's method on straight pieces, halved when it does not help.
 * @param voltage array voltage, V
 * @param resistance of the path, ohm, above 0
 * @param nodes the guess to start from; overwritten with the solution
 */
export function solveBridge(a: CutString, b: CutString, voltage: number, resistance: number, nodes: BridgeNodes): void {
  let [first, second] = [nodes.first, nodes.second];
  let [errorA, errorB] = errorsAt(a, b, voltage, resistance, first, second);
  for (let step = 0; step < MOST_STEPS && Math.abs(errorA) + Math.abs(errorB) > LARGEST_ERROR_A; step++) {
    const slopeA = slopeOn(a.lower, first) + upperSlope(a, voltage - first) - 1 / resistance;
    const slopeB = slopeOn(b.lower, second) + upperSlope(b, voltage - second) - 1 / resistance;
    const determinant = slopeA * slopeB - 1 / resistance ** 2;
    const moveA = (-errorA * slopeB + errorB / resistance) / determinant;
    const moveB = (-errorB * slopeA + errorA / resistance) / determinant;
    let part = 1;
    for (let halving = 0; ; halving++, part /= 2) {
      const [nextA, nextB] = errorsAt(a, b, voltage, resistance, first + part * moveA, second + part * moveB);
      if (halving < 12 && Math.hypot(nextA, nextB) > Math.hypot(errorA, errorB)) continue;
      [errorA, errorB] = [nextA, nextB];
      break;
    }
    first += part * moveA;
    second += part * moveB;
  }
  nodes.first = first;
  nodes.second = second;
}

/** Current through the modules above the node at their voltage, A. */
export function upperCurrent({ upper, blocking }: CutString, voltage: number): number {
  const current = currentOn(upper, voltage);
  return blocking ? Math.max(current, 0) : current;
}

function upperSlope(cut: CutString, voltage: number): number {
  return cut.blocking && currentOn(cut.upper, voltage) < 0 ? 0 : slopeOn(cut.upper, voltage);
}

/** Current that arrives at each node too much, A; 0 at the solution. */
function errorsAt(
  a: CutString,
  b: CutString,
  voltage: number,
  resistance: number,
  first: number,
  second: number,
): [number, number] {
  const across = (first - second) / resistance;
  return [
    currentOn(a.lower, first) - upperCurrent(a, voltage - first) - across,
    currentOn(b.lower, second) - upperCurrent(b, voltage - second) + across,
  ];
}
