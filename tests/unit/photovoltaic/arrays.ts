import { createArrayCircuit } from '#models/photovoltaic/array-circuit.ts';
import { type ArraySpec, DEFAULT_ARRAY } from '#models/photovoltaic/array-spec.ts';
import type { ArrayState } from '#models/photovoltaic/array-state.ts';
import { type BuiltArray, buildArray } from '#models/photovoltaic/built-array.ts';
import { createRandom } from '#models/photovoltaic/random.ts';

/** An array whose modules are all as their datasheet says and whose wires lose next to nothing. */
export function idealArray(changes: Partial<ArraySpec> = {}): BuiltArray {
  const array = buildArray({ ...DEFAULT_ARRAY, ...changes }, createRandom('ideal'));
  const datasheet = { photocurrent: 1, seriesResistance: 1, shuntResistance: 1 };
  const modules = array.modules.map((string) => string.map(() => datasheet));
  return { ...array, modules, wiringResistance: 1e-6, soiling: 0 };
}

/** The best point of an array in a state: voltage V, current A, power W. */
export function bestPoint(array: BuiltArray, irradiance: number, cellTemperature: number, state: ArrayState) {
  const circuit = createArrayCircuit(array);
  circuit.set(irradiance, cellTemperature, state);
  let best = { voltage: 0, current: 0, power: 0 };
  for (let voltage = 0.5; voltage < 1.3 * array.stc.openCircuitVoltage; voltage += 0.1) {
    const current = circuit.currentAt(voltage);
    if (voltage * current > best.power) best = { voltage, current, power: voltage * current };
  }
  return best;
}
