import type { ModuleParameters } from './module-parameters.ts';
import { diodeParameters, openCircuitVoltage, STC_IRRADIANCE } from './single-diode.ts';

/** What a datasheet says of a module at 1000 W/m² and 25 °C. */
export interface Datasheet {
  /** V and A at the maximum power point, open and short-circuited. */
  vMp: number;
  iMp: number;
  vOc: number;
  iSc: number;
  /** Temperature coefficient of the short-circuit current, A/K. */
  alphaSc: number;
  /** Of the open-circuit voltage, V/K. */
  betaOc: number;
}

type Fitted = Omit<ModuleParameters, 'name' | 'cellsInSeries'>;

/** A module's open-circuit voltage is so many times its ideality factor: 26 for the default module. */
const LEAST_EXPONENT = 12;
const LARGEST_EXPONENT = 60;
const STEPS = 96;
const BISECTIONS = 60;
/** Over which its voltage's temperature coefficient is met, K. */
const WARMER = 2;
/** By which part of it a module may miss the temperature coefficient of its voltage. */
const MOST_OFF = 0.25;
/** Ohm; stands for a shunt that takes nothing. */
const NO_SHUNT = 1e6;

/**
 * De Soto's five parameters (Solar Energy 80, 2006, 78-88) that meet a datasheet's short-circuit, open-circuit and maximum
 * power point, its slope there, and its voltage's temperature coefficient, or that as nearly as such a module can (a sheet's
 * numbers are rounded). Null where no module has such numbers.
 * For an ideality factor and a series resistance the three points give the other parameters by linear equations; the
 * slope gives the resistance, and the temperature coefficient the factor.
 */
export function fitModule(sheet: Datasheet): Fitted | null {
  if (!(sheet.vMp < sheet.vOc && sheet.iMp < sheet.iSc)) return null;
  const wanted = sheet.vOc + sheet.betaOc * WARMER;
  const errorAt = (exponent: number) => {
    const fitted = fitAtIdeality(sheet, sheet.vOc / exponent);
    return fitted && openCircuitVoltage(diodeParameters(named(fitted), STC_IRRADIANCE, 25 + WARMER)) - wanted;
  };
  let [low, atLow]: [number, number | null] = [LEAST_EXPONENT, errorAt(LEAST_EXPONENT)];
  let nearest = { exponent: LEAST_EXPONENT, error: Math.abs(atLow ?? Number.POSITIVE_INFINITY) };
  for (let step = 1; step <= STEPS; step++) {
    const high = LEAST_EXPONENT + ((LARGEST_EXPONENT - LEAST_EXPONENT) * step) / STEPS;
    const atHigh = errorAt(high);
    if (atLow !== null && atHigh !== null && atLow * atHigh <= 0) {
      return fitAtIdeality(sheet, sheet.vOc / rootBetween(low, high, atLow, errorAt));
    }
    if (atHigh !== null && Math.abs(atHigh) < nearest.error) nearest = { exponent: high, error: Math.abs(atHigh) };
    [low, atLow] = [high, atHigh];
  }
  const far = nearest.error > MOST_OFF * Math.abs(sheet.betaOc) * WARMER;
  return far ? null : fitAtIdeality(sheet, sheet.vOc / nearest.exponent);
}

function rootBetween(low: number, high: number, atLow: number, f: (x: number) => number | null): number {
  let [from, to] = [low, high];
  for (let step = 0; step < BISECTIONS; step++) {
    const middle = (from + to) / 2;
    if ((f(middle) ?? 0) * atLow > 0) from = middle;
    else to = middle;
  }
  return (from + to) / 2;
}

/** The parameters at an ideality factor, its series resistance by the slope at the maximum power point. */
function fitAtIdeality(sheet: Datasheet, a: number): Fitted | null {
  let [low, high] = [0, (sheet.vOc - sheet.vMp) / sheet.iMp];
  if (slopeError(sheet, a, low) * slopeError(sheet, a, high * (1 - 1e-9)) > 0) return null;
  const atLow = slopeError(sheet, a, low);
  for (let step = 0; step < BISECTIONS; step++) {
    const middle = (low + high) / 2;
    if (slopeError(sheet, a, middle) * atLow > 0) low = middle;
    else high = middle;
  }
  const rS = (low + high) / 2;
  const { iO, shunt, iL } = threePoints(sheet, a, rS);
  if (!(iO > 0 && iL > 0 && shunt >= 0)) return null;
  const rShRef = shunt > 1 / NO_SHUNT ? 1 / shunt : NO_SHUNT;
  return { iLRef: iL, iORef: iO, rS, rShRef, aRef: a, alphaSc: sheet.alphaSc, adjust: 0 };
}

/** Photocurrent, saturation current and shunt conductance that the curve needs to go through the three points. */
function threePoints({ vMp, iMp, vOc, iSc }: Datasheet, a: number, rS: number) {
  const diode = (voltage: number) => Math.expm1(voltage / a);
  const [shorted, open, most] = [diode(iSc * rS), diode(vOc), diode(vMp + iMp * rS)];
  const [a1, b1] = [open - shorted, vOc - iSc * rS];
  const [a2, b2] = [open - most, vOc - vMp - iMp * rS];
  const determinant = a1 * b2 - a2 * b1;
  const iO = (iSc * b2 - iMp * b1) / determinant;
  const shunt = (a1 * iMp - a2 * iSc) / determinant;
  return { iO, shunt, iL: iO * open + shunt * vOc };
}

/** By how much the curve is too flat at the maximum power point, where dI/dV is -I/V. */
function slopeError(sheet: Datasheet, a: number, rS: number): number {
  const { iO, shunt } = threePoints(sheet, a, rS);
  const atDiode = -(iO / a) * Math.exp((sheet.vMp + sheet.iMp * rS) / a) - shunt;
  return atDiode / (1 - atDiode * rS) + sheet.iMp / sheet.vMp;
}

const named = (fitted: Fitted): ModuleParameters => ({ ...fitted, name: '', cellsInSeries: 1 });
