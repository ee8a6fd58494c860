import { HeliographError } from '#server/errors.ts';
import type { ModuleParameters } from './module-parameters.ts';

const BOLTZMANN_EV_PER_K = 1.380649e-23 / 1.602176634e-19;
export const STC_IRRADIANCE = 1000;
export const ZERO_CELSIUS_K = 273.15;
const STC_KELVIN = 298.15;
const SILICON_BAND_GAP_EV = 1.121;
const BAND_GAP_PER_K = -0.0002677;

/** The five parameters of the single-diode equation at one irradiance and cell temperature. */
export interface DiodeParameters {
  /** Photocurrent, A. */
  iL: number;
  /** Saturation current, A. */
  iO: number;
  /** Series resistance, ohm. */
  rS: number;
  /** Shunt resistance, ohm; infinite in the dark. */
  rSh: number;
  /** Modified ideality factor, V. */
  a: number;
}

export interface OperatingPoint {
  voltage: number;
  current: number;
  power: number;
}

/** Photocurrent of a module, A: proportional to irradiance, linear in temperature (De Soto 2006, eq. 7; CEC adjust). */
export function photocurrentOf(module: ModuleParameters, irradiance: number, cellTemperature: number): number {
  const warmer = cellTemperature + ZERO_CELSIUS_K - STC_KELVIN;
  return (irradiance / STC_IRRADIANCE) * (module.iLRef + module.alphaSc * (1 - module.adjust / 100) * warmer);
}

/**
 * De Soto's translation of a module's parameters (Solar Energy 80, 2006, 78-88) with the CEC adjustment.
 * @param irradiance effective plane-of-array irradiance, W/m², 0 or more
 * @param cellTemperature °C, above absolute zero
 */
export function diodeParameters(
  module: ModuleParameters,
  irradiance: number,
  cellTemperature: number,
): DiodeParameters {
  if (!(irradiance >= 0 && Number.isFinite(irradiance))) {
    throw new HeliographError('invalid_input', `irradiance must be 0 W/m² or more, not ${irradiance}`);
  }
  if (!(cellTemperature > -ZERO_CELSIUS_K && Number.isFinite(cellTemperature))) {
    throw new HeliographError('invalid_input', `cellTemperature must be above -273.15 °C, not ${cellTemperature}`);
  }
  const kelvin = cellTemperature + ZERO_CELSIUS_K;
  const bandGap = SILICON_BAND_GAP_EV * (1 + BAND_GAP_PER_K * (kelvin - STC_KELVIN));
  const exponent = (SILICON_BAND_GAP_EV / STC_KELVIN - bandGap / kelvin) / BOLTZMANN_EV_PER_K;
  return {
    iL: photocurrentOf(module, irradiance, cellTemperature),
    iO: module.iORef * (kelvin / STC_KELVIN) ** 3 * Math.exp(exponent),
    rS: module.rS,
    rSh: irradiance > 0 ? (module.rShRef * STC_IRRADIANCE) / irradiance : Number.POSITIVE_INFINITY,
    a: (module.aRef * kelvin) / STC_KELVIN,
  };
}

/** Current, A, at a diode voltage V + I Rs, V: Bishop's explicit form (Solar Cells 25, 1988, 73-89). */
export function currentAtDiode(p: DiodeParameters, diodeVoltage: number): number {
  return p.iL - p.iO * Math.expm1(diodeVoltage / p.a) - diodeVoltage / p.rSh;
}

/** How the current changes with the diode voltage, A/V; always negative. */
function slopeAtDiode(p: DiodeParameters, diodeVoltage: number): number {
  return (-p.iO / p.a) * Math.exp(diodeVoltage / p.a) - 1 / p.rSh;
}

/** Open-circuit voltage, V; 0 in the dark. */
export function openCircuitVoltage(p: DiodeParameters): number {
  return decreasingRoot(0, ceilingOf(p), (vd) => currentAtDiode(p, vd));
}

/** Short-circuit current, A; 0 in the dark. */
export function shortCircuitCurrent(p: DiodeParameters): number {
  return currentAtVoltage(p, 0);
}

/** Current, A, at a terminal voltage, V: forward only, 0 or more. Above the open-circuit voltage it is negative. */
export function currentAtVoltage(p: DiodeParameters, voltage: number): number {
  const ceiling = Math.max(ceilingOf(p), voltage);
  const diodeVoltage = decreasingRoot(0, ceiling, (vd) => voltage - vd + currentAtDiode(p, vd) * p.rS);
  return currentAtDiode(p, diodeVoltage);
}

/** Maximum power point: V, A and W; all 0 in the dark. */
export function maximumPowerPoint(p: DiodeParameters): OperatingPoint {
  const powerSlope = (vd: number) => {
    const current = currentAtDiode(p, vd);
    const slope = slopeAtDiode(p, vd);
    return slope * (vd - current * p.rS) + current * (1 - slope * p.rS);
  };
  const diodeVoltage = decreasingRoot(0, openCircuitVoltage(p), powerSlope);
  const current = currentAtDiode(p, diodeVoltage);
  const voltage = diodeVoltage - current * p.rS;
  return { voltage, current, power: voltage * current };
}

/** A diode voltage that no lit module passes: where the diode alone takes the whole photocurrent. */
function ceilingOf(p: DiodeParameters): number {
  return p.a * Math.log1p(p.iL / p.iO);
}

/** Root in [lo, hi] of a function that falls from positive to negative, by bisection to the last bits. */
function decreasingRoot(lo: number, hi: number, f: (x: number) => number): number {
  let [low, high] = [lo, hi];
  for (let step = 0; step < 60 && high - low > 1e-13 * hi; step++) {
    const middle = (low + high) / 2;
    if (f(middle) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
