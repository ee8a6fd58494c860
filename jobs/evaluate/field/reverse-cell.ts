import { type Diode, junctionVoltage } from './diode.ts';

/** Bishop (1988): breakdown of a cell, the exponent, and the share of the shunt current that multiplies. */
const BREAKDOWN_V = -5.5;
const EXPONENT = 3.28;
const AVALANCHE_SHARE = 0.1;
export const BYPASS_V = -0.5;
export const SUBSTRINGS_PER_MODULE = 3;

/** Voltage of one cell, V, when it may be driven into reverse: beyond its light current the avalanche term carries the rest. */
function cellVoltage(diode: Diode, current: number): number {
  const { cells, seriesOhm } = diode;
  if (current <= diode.lightCurrent) return (junctionVoltage(diode, current) - current * seriesOhm) / cells;
  const shuntOhm = diode.shuntOhm / cells;
  const excess = current - diode.lightCurrent;
  let [low, high] = [BREAKDOWN_V * 0.99999, 0];
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2;
    const leak = (-middle / shuntOhm) * (1 + AVALANCHE_SHARE * (1 - middle / BREAKDOWN_V) ** -EXPONENT);
    if (leak > excess) low = middle;
    else high = middle;
  }
  return (low + high) / 2 - (current * seriesOhm) / cells;
}

/** Voltage of an evenly lit substring at a current, V; its bypass diode holds it at -0.5 V. */
export function substringVoltage(diode: Diode, current: number): number {
  const open = (junctionVoltage(diode, current) - current * diode.seriesOhm) / SUBSTRINGS_PER_MODULE;
  return open > BYPASS_V ? open : BYPASS_V;
}

/** The same with `shadedShare` (0..1] of its cells in the shade `dark` and the others in the light `lit`. */
export function shadedSubstringVoltage(lit: Diode, dark: Diode, shadedShare: number, current: number): number {
  const cells = lit.cells / SUBSTRINGS_PER_MODULE;
  const shaded = Math.max(1, Math.round(shadedShare * cells));
  const open = (cells - shaded) * cellVoltage(lit, current) + shaded * cellVoltage(dark, current);
  return open > BYPASS_V ? open : BYPASS_V;
}
