import { type StringBuild, stringCurve } from './string-curve.ts';
import { POINTS, SPAN, tableOf } from './voltage-table.ts';

/** A path of `ohm` from a node of one string to a node of its neighbour: modules below the node in each. */
export interface Bridge {
  readonly below: readonly [number, number];
  readonly ohm: number;
}

/** Current and slope of one module at a voltage, on a module's table. */
function moduleCurrent(table: Float64Array, openV: number, volts: number): [number, number] {
  const scale = (POINTS - 1) / (SPAN * openV);
  const place = volts * scale;
  const base = Math.min(Math.max(Math.floor(place), 0), POINTS - 2);
  const [left, right] = [table[base] ?? 0, table[base + 1] ?? 0];
  // Below zero volts the bypass diodes take what comes: a steep line holds the module near -1.5 V.
  if (volts < -1.5) return [left + (left - right) * 2 - (volts + 1.5) * 20, -20];
  return [left + (right - left) * (place - base), (right - left) * scale - 1e-9];
}

/**
 * Current of both strings together over the table's voltages, A: at every voltage Newton's method on the two
 * node voltages, damped where the residual grows, started from the solution of the voltage before.
 */
export function bridgedPairTable(
  build: StringBuild,
  bridge: Bridge,
  irradiance: number,
  cellC: number,
  openV: number,
): Float64Array {
  const single: StringBuild = { ...build, modules: 1, wiringOhm: build.wiringOhm / build.modules };
  const moduleOpenV = openV / build.modules;
  const module = tableOf(
    stringCurve(single, { shadedSubstrings: 0, shadedShare: 1 }, irradiance, cellC, 1),
    moduleOpenV,
  );
  const current = (volts: number, modules: number) => {
    const [amps, slope] = moduleCurrent(module, moduleOpenV, volts / modules);
    return [amps, slope / modules] as const;
  };
  const [belowA, belowB] = bridge.below;
  const [aboveA, aboveB] = [build.modules - belowA, build.modules - belowB];
  const conductance = 1 / Math.max(bridge.ohm, 0.02);
  const missAt = (volts: number, a: number, b: number) => {
    const bridged = (a - b) * conductance;
    const missA = current(a, belowA)[0] - current(volts - a, aboveA)[0] - bridged;
    const missB = current(b, belowB)[0] - current(volts - b, aboveB)[0] + bridged;
    return [missA, missB] as const;
  };
  const solve = (volts: number, startA: number, startB: number) => {
    let [a, b] = [startA, startB];
    let [missA, missB] = missAt(volts, a, b);
    for (let round = 0; round < 40 && Math.abs(missA) + Math.abs(missB) > 1e-5; round++) {
      const jA = current(a, belowA)[1] + current(volts - a, aboveA)[1] - conductance;
      const jB = current(b, belowB)[1] + current(volts - b, aboveB)[1] - conductance;
      const determinant = jA * jB - conductance * conductance;
      const stepA = (-missA * jB + missB * conductance) / determinant;
      const stepB = (-missB * jA + missA * conductance) / determinant;
      const before = Math.abs(missA) + Math.abs(missB);
      for (let length = 1; length > 0.01; length /= 2) {
        [missA, missB] = missAt(volts, a + length * stepA, b + length * stepB);
        if (Math.abs(missA) + Math.abs(missB) < before || length < 0.02) {
          [a, b] = [a + length * stepA, b + length * stepB];
          break;
        }
      }
    }
    return [a, b, current(volts - a, aboveA)[0] + current(volts - b, aboveB)[0]] as const;
  };
  const table = new Float64Array(POINTS);
  let [a, b] = [0, 0];
  for (let point = 0; point < POINTS; point++) {
    const volts = (point / (POINTS - 1)) * SPAN * openV;
    const [nodeA, nodeB, amps] = solve(volts, a, b);
    [a, b] = [nodeA, nodeB];
    table[point] = amps;
  }
  return table;
}
