import { BRIGHTEST, eachLightHeat, HEATS, held, lightHeatTable, readHeat, readLightHeat } from './light-heat-table.ts';
import type { ModuleParameters } from './module-parameters.ts';
import { diodeParameters, maximumPowerPoint, STC_IRRADIANCE } from './single-diode.ts';

/** W/m²; weaker light counts as this. */
const WEAKEST = 5;

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
  const voltages = lightHeatTable();
  // Current per light: nearly flat, so that straight pieces follow it closely.
  const yields = lightHeatTable();
  const slopes = lightHeatTable();
  eachLightHeat((place, row, heat) => {
    const light = Math.max(row, 5e-2);
    const p = diodeParameters(module, light, heat);
    const { voltage, current } = maximumPowerPoint(p);
    const diode = (p.iO / p.a) * Math.exp((voltage + current * p.rS) / p.a);
    slopes[place] = (voltage * (diode + 1 / p.rSh)) / p.iL;
    voltages[place] = voltage / atStc.voltage;
    yields[place] = current / atStc.current / (light / STC_IRRADIANCE);
  });
  // Its logarithm is all but straight between 4 K steps.
  const logarithms = Float64Array.from(HEATS, (heat) => Math.log(diodeParameters(module, STC_IRRADIANCE, heat).iO));
  const lit = (irradiance: number) => held(irradiance, WEAKEST, BRIGHTEST);
  return {
    module,
    stc: { vMp: atStc.voltage, iMp: atStc.current },
    voltagePart: (irradiance, cellTemperature) => readLightHeat(voltages, lit(irradiance), cellTemperature),
    currentPart: (irradiance, cellTemperature) =>
      (lit(irradiance) / STC_IRRADIANCE) * readLightHeat(yields, lit(irradiance), cellTemperature),
    slopeAtMaximum: (irradiance, cellTemperature) => readLightHeat(slopes, lit(irradiance), cellTemperature),
    saturationCurrent: (cellTemperature) => Math.exp(readHeat(logarithms, cellTemperature)),
  };
}
