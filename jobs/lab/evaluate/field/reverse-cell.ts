import { type Diode, junctionVoltage } from './diode.ts';

/** Bishop (1988): breakdown of a cell, the exponent, and the share of the shunt current that multiplies. */
const BREAKDOWN_V = -5.5;
const EXPONENT = 3.28;
const AVALANCHE_SHARE = 0.1;
export const BYPASS_V = -0.5;
export const SUBSTRINGS_PER_MODULE = 3;

/** Voltage of an evenly lit substring at a current, V; its bypass diode holds it at -0.5 V. */
export function substringVoltage(diode: Diode, current: number): number {
  const open = (junctionVoltage(diode, current) - current * diode.seriesOhm) / SUBSTRINGS_PER_MODULE;
  return open > BYPASS_V ? open : BYPASS_V;
}

/** Current that a cell lets through at a reverse voltage beyond its light current, A. */
function leakage(shuntOhm: number, volts: number): number {
  return (-volts / shuntOhm) * (1 + AVALANCHE_SHARE * (1 - volts / BREAKDOWN_V) ** -EXPONENT);
}

/** The same with `shadedShare` (0..1] of its cells in the shade `dark` and the others in the light `lit`. */
export function shadedSubstringVoltage(lit: Diode, dark: Diode, shadedShare: number, current: number): number {
  if (shadedShare >= 1) return substringVoltage(dark, current);
  const cells = lit.cells / SUBSTRINGS_PER_MODULE;
  const shaded = Math.max(1, Math.round(shadedShare * cells));
  const rest = ((cells - shaded) * (junctionVoltage(lit, current) - current * lit.seriesOhm)) / lit.cells;
  const drop = (current * dark.seriesOhm) / dark.cells;
  if (current <= dark.lightCurrent) {
    return Math.max(BYPASS_V, rest + shaded * (junctionVoltage(dark, current) / dark.cells - drop));
  }
  const shuntOhm = dark.shuntOhm / dark.cells;
  const excess = current - dark.lightCurrent;
  // Where the bypass diode takes over before the cells carry the current, nothing has to be solved.
  const atBypass = (BYPASS_V - rest) / shaded + drop;
  if (atBypass >= 0 || (atBypass > BREAKDOWN_V && leakage(shuntOhm, atBypass) < excess)) return BYPASS_V;
  let [low, high] = [Math.max(atBypass, BREAKDOWN_V * 0.9999), 0];
  for (let i = 0; i < 22; i++) {
    const middle = (low + high) / 2;
    if (leakage(shuntOhm, middle) > excess) low = middle;
    else high = middle;
  }
  return Math.max(BYPASS_V, rest + shaded * ((low + high) / 2 - drop));
}
