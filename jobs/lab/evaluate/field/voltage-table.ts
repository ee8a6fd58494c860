import type { Curve } from './string-curve.ts';

/** Currents over an even grid of voltages: point i is at i / (POINTS - 1) * SPAN open-circuit voltages. */
export const POINTS = 128;
export const SPAN = 1.28;

/** Turns a curve of falling voltage into currents over the grid, A; beyond its ends the last slope goes on. */
export function tableOf(curve: Curve, openCircuitV: number): Float64Array {
  const table = new Float64Array(POINTS);
  const last = curve.current.length - 1;
  let at = last - 1;
  for (let point = 0; point < POINTS; point++) {
    const volts = (point / (POINTS - 1)) * SPAN * openCircuitV;
    while (at > 0 && (curve.voltage[at] ?? 0) < volts) at--;
    const [v0, v1] = [curve.voltage[at] ?? 0, curve.voltage[at + 1] ?? 0];
    const [i0, i1] = [curve.current[at] ?? 0, curve.current[at + 1] ?? 0];
    table[point] = v0 > v1 ? i1 + ((i0 - i1) * (volts - v1)) / (v0 - v1) : i1;
  }
  return table;
}

/** Weights of the four points about a voltage (Catmull-Rom), written into `weights`; the index of the first. */
export function cubicWeights(share: number, weights: Float64Array): number {
  const place = Math.max(0, share) * ((POINTS - 1) / SPAN);
  const base = Math.min(Math.max(Math.floor(place), 1), POINTS - 3);
  const x = place - base;
  if (x < 0 || x > 1) {
    // Beyond the inner points a cubic would run away: a line through the two at the end.
    weights.fill(0);
    const near = x < 0 ? 0 : 2;
    const along = x < 0 ? x + 1 : x - 1;
    weights[near] = 1 - along;
    weights[near + 1] = along;
    return base - 1;
  }
  weights[0] = x * (-0.5 + x * (1 - 0.5 * x));
  weights[1] = 1 + x * x * (1.5 * x - 2.5);
  weights[2] = x * (0.5 + x * (2 - 1.5 * x));
  weights[3] = x * x * (0.5 * x - 0.5);
  return base - 1;
}
