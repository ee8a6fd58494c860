import type { Nameplate } from '#domain/nameplate.ts';
import { BRIGHTEST, eachLightHeat, held, lightHeatTable, readLightHeat } from './light-heat-table.ts';
import { CS6U_330P } from './module-parameters.ts';
import { diodeParameters, maximumPowerPoint, STC_IRRADIANCE } from './single-diode.ts';

// A nameplate says how much an array gives at standard test conditions, not how its module bends with light and heat:
// that shape is the default module's. Crystalline modules differ in it by less than MODEL_SPREAD of standing-losses.ts.
const MODULE = CS6U_330P;

let table: Float64Array | undefined;

/** Power of the default module as a part of its power at STC, by the equations themselves: slow. 0 in the dark. */
export function exactPowerPart(irradiance: number, cellTemperature: number): number {
  const atStc = maximumPowerPoint(diodeParameters(MODULE, STC_IRRADIANCE, 25)).power;
  return maximumPowerPoint(diodeParameters(MODULE, Math.max(irradiance, 0), cellTemperature)).power / atStc;
}

/**
 * Power at the maximum power point as a part of the power at STC (1000 W/m², 25 °C): De Soto's model with the CEC
 * adjustment, read off a table and interpolated; within 0.00005 of `exactPowerPart`.
 * @param irradiance effective plane-of-array irradiance, W/m²; below 0 counts as 0, above 1700 as 1700
 * @param cellTemperature °C; held within -45..110
 */
export function powerPart(irradiance: number, cellTemperature: number): number {
  table ??= tabulate();
  return (held(irradiance, 0, BRIGHTEST) / STC_IRRADIANCE) * readLightHeat(table, irradiance, cellTemperature);
}

/** Power of an array of datasheet modules without any loss, W; see `powerPart`. */
export function nameplatePower(nameplate: Nameplate, irradiance: number, cellTemperature: number): number {
  return nameplate.vMp * nameplate.iMp * powerPart(irradiance, cellTemperature);
}

/** Efficiency as a part of that at STC: unlike power it is nearly flat, so that straight pieces follow it closely. */
function tabulate(): Float64Array {
  const efficiencies = lightHeatTable();
  eachLightHeat((place, light, heat) => {
    if (light > 0) efficiencies[place] = exactPowerPart(light, heat) / (light / STC_IRRADIANCE);
  });
  return efficiencies;
}
