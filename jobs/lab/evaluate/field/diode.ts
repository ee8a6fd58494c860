import type { ModuleType } from './module-type.ts';

const KELVIN = 273.15;
const REFERENCE_K = 298.15;
/** Boltzmann's constant, eV/K. */
const BOLTZMANN_EV = 8.617333262e-5;

/** The five parameters of a module (all its cells in series) at one irradiance and cell temperature. */
export interface Diode {
  readonly lightCurrent: number;
  readonly saturationCurrent: number;
  readonly ideality: number;
  readonly seriesOhm: number;
  readonly shuntOhm: number;
  readonly cells: number;
}

/** Light current of a module, A, with the CEC adjustment of alpha. */
export function lightCurrentAt(module: ModuleType, irradiance: number, cellC: number): number {
  const rise = cellC + KELVIN - REFERENCE_K;
  return (irradiance / 1000) * (module.lightCurrent + module.alphaSc * (1 - module.adjust / 100) * rise);
}

/**
 * De Soto (2006) with the CEC adjustment of alpha.
 * @param irradiance W/m2 that reaches the cells, above 0 @param cellC degC
 */
export function diodeAt(module: ModuleType, irradiance: number, cellC: number): Diode {
  const kelvin = cellC + KELVIN;
  const share = irradiance / 1000;
  const rise = kelvin - REFERENCE_K;
  const gapEv = 1.121 * (1 - 0.0002677 * rise);
  const exponent = 1.121 / (BOLTZMANN_EV * REFERENCE_K) - gapEv / (BOLTZMANN_EV * kelvin);
  return {
    lightCurrent: lightCurrentAt(module, irradiance, cellC),
    saturationCurrent: module.saturationCurrent * (kelvin / REFERENCE_K) ** 3 * Math.exp(exponent),
    ideality: module.ideality * (kelvin / REFERENCE_K),
    seriesOhm: module.seriesOhm,
    shuntOhm: module.shuntOhm / share,
    cells: module.cells,
  };
}

/**
 * Junction voltage at a terminal current, V, by Newton's method. Below the light current it starts right of the
 * root of a concave function, so every step goes the same way; above, the shunt alone carries the current.
 */
export function junctionVoltage(diode: Diode, current: number): number {
  const { lightCurrent, saturationCurrent, ideality, shuntOhm } = diode;
  const spare = lightCurrent - current;
  let voltage = spare > 0 ? ideality * Math.log1p(spare / saturationCurrent) : spare * shuntOhm;
  for (let i = 0; i < 30; i++) {
    const grown = saturationCurrent * Math.exp(voltage / ideality);
    const step = (spare - grown + saturationCurrent - voltage / shuntOhm) / (grown / ideality + 1 / shuntOhm);
    voltage += step;
    if (Math.abs(step) < 1e-7 * ideality) break;
  }
  return voltage;
}

/** Terminal voltage at a current, V, without bypass diodes. */
export function voltageAt(diode: Diode, current: number): number {
  return junctionVoltage(diode, current) - current * diode.seriesOhm;
}

/** Terminal current at a junction voltage, A: explicit (Bishop's form). */
function currentOf(diode: Diode, junction: number): number {
  return (
    diode.lightCurrent - diode.saturationCurrent * Math.expm1(junction / diode.ideality) - junction / diode.shuntOhm
  );
}

export interface KeyPoints {
  readonly iSc: number;
  readonly vOc: number;
  readonly iMp: number;
  readonly vMp: number;
}

/** Short circuit, open circuit and maximum power of a module: A and V. */
export function keyPoints(diode: Diode): KeyPoints {
  const vOc = junctionVoltage(diode, 0);
  let [low, high] = [0, vOc];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (middle - currentOf(diode, middle) * diode.seriesOhm < 0) low = middle;
    else high = middle;
  }
  const iSc = currentOf(diode, low);
  const power = (junction: number) => {
    const current = currentOf(diode, junction);
    return current * (junction - current * diode.seriesOhm);
  };
  let [from, to] = [low, vOc];
  const golden = (Math.sqrt(5) - 1) / 2;
  for (let i = 0; i < 60; i++) {
    const [left, right] = [to - golden * (to - from), from + golden * (to - from)];
    if (power(left) < power(right)) from = left;
    else to = right;
  }
  const best = (from + to) / 2;
  const iMp = currentOf(diode, best);
  return { iSc, vOc, iMp, vMp: best - iMp * diode.seriesOhm };
}
