import type { ModuleParameters } from './module-parameters.ts';
import { diodeParameters, maximumPowerPoint, STC_IRRADIANCE } from './single-diode.ts';

const LIGHT_CELLS = 64;
const HEAT_CELLS = 40;
const BRIGHTEST = 1700;
const COLDEST = -45;
const HOTTEST = 110;
const COLUMNS = HEAT_CELLS + 1;

/** What a healthy module does at an irradiance and a cell temperature, against what it does at STC; read off tables. */
export interface ModuleTables {
  module: ModuleParameters;
  /** At 1000 W/m² and 25 °C: V_mp in V, I_mp in A, of one module. */
  stc: { vMp: number; iMp: number };
  /** V_mp as a part of V_mp at STC. */
  voltagePart(irradiance: number, cellTemperature: number): number;
  /** I_mp as a part of I_mp at STC. */
  currentPart(irradiance: number, cellTemperature: number): number;
  /** d ln I_L / d ln V of the point of maximum power: by how many parts the needed photocurrent grows with one of voltage. */
  slopeAtMaximum(irradiance: number, cellTemperature: number): number;
  /** Saturation current of the diode, A. */
  saturationCurrent(cellTemperature: number): number;
}

/** By content: a nameplate that comes from another thread carries a copy. */
const known = new Map<string, ModuleTables>();
const MANY_MODULES = 64;

/**
 * Maximum power point of De Soto's model with the CEC adjustment as tables of 65 irradiances x 41 temperatures, between
 * which is interpolated; within 0.0005 of the equations themselves from 20 W/m² on. Irradiance is held within 5..1700 W/m², the
 * temperature within -45..110 °C. Made once per module, in about 60 ms.
 */
export function moduleTablesOf(module: ModuleParameters): ModuleTables {
  const key = JSON.stringify(module);
  const made = known.get(key) ?? tabulate(module);
  known.set(key, made);
  for (const oldest of [...known.keys()].slice(0, -MANY_MODULES)) known.delete(oldest);
  return made;
}

function tabulate(module: ModuleParameters): ModuleTables {
  const atStc = maximumPowerPoint(diodeParameters(module, STC_IRRADIANCE, 25));
  const voltages = new Float64Array((LIGHT_CELLS + 1) * COLUMNS);
  // Current per light: nearly flat, so that straight pieces follow it closely.
  const yields = new Float64Array(voltages.length);
  const slopes = new Float64Array(voltages.length);
  for (let row = 0; row <= LIGHT_CELLS; row++) {
    // Rows stand closer in weak light, where the shunt bends the curve.
    const light = Math.max(BRIGHTEST * (row / LIGHT_CELLS) ** 2, 5e-2);
    for (let column = 0; column < COLUMNS; column++) {
      const heat = COLDEST + ((HOTTEST - COLDEST) * column) / HEAT_CELLS;
      const p = diodeParameters(module, light, heat);
      const { voltage, current } = maximumPowerPoint(p);
      const diode = (p.iO / p.a) * Math.exp((voltage + current * p.rS) / p.a);
      slopes[row * COLUMNS + column] = (voltage * (diode + 1 / p.rSh)) / p.iL;
      voltages[row * COLUMNS + column] = voltage / atStc.voltage;
      yields[row * COLUMNS + column] = current / atStc.current / (light / STC_IRRADIANCE);
    }
  }
  // Its logarithm is all but straight between 4 K steps.
  const logarithms = Float64Array.from({ length: COLUMNS }, (_, column) =>
    Math.log(diodeParameters(module, STC_IRRADIANCE, COLDEST + ((HOTTEST - COLDEST) * column) / HEAT_CELLS).iO),
  );
  return {
    module,
    slopeAtMaximum: (irradiance, cellTemperature) => read(slopes, irradiance, cellTemperature),
    saturationCurrent: (cellTemperature) => {
      const column = ((held(cellTemperature, COLDEST, HOTTEST) - COLDEST) / (HOTTEST - COLDEST)) * HEAT_CELLS;
      const left = Math.min(Math.floor(column), HEAT_CELLS - 1);
      const [below, above] = [logarithms[left] as number, logarithms[left + 1] as number];
      return Math.exp(below + (above - below) * (column - left));
    },
    stc: { vMp: atStc.voltage, iMp: atStc.current },
    voltagePart: (irradiance, cellTemperature) => read(voltages, irradiance, cellTemperature),
    currentPart: (irradiance, cellTemperature) =>
      (held(irradiance, 5, BRIGHTEST) / STC_IRRADIANCE) * read(yields, irradiance, cellTemperature),
  };
}

function read(table: Float64Array, irradiance: number, cellTemperature: number): number {
  const row = Math.sqrt(held(irradiance, 5, BRIGHTEST) / BRIGHTEST) * LIGHT_CELLS;
  const column = ((held(cellTemperature, COLDEST, HOTTEST) - COLDEST) / (HOTTEST - COLDEST)) * HEAT_CELLS;
  const top = Math.min(Math.floor(row), LIGHT_CELLS - 1);
  const left = Math.min(Math.floor(column), HEAT_CELLS - 1);
  const [down, right] = [row - top, column - left];
  const at = top * COLUMNS + left;
  const upper = (table[at] as number) * (1 - right) + (table[at + 1] as number) * right;
  const lower = (table[at + COLUMNS] as number) * (1 - right) + (table[at + COLUMNS + 1] as number) * right;
  return upper * (1 - down) + lower * down;
}

function held(value: number, lowest: number, highest: number): number {
  return Math.min(Math.max(value, lowest), highest);
}
