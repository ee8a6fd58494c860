import { BYPASS_DROP_V, REVERSE } from './ranges.ts';

// The reverse branch of a cell is one curve once current is written as (excess current) x (shunt resistance):
// y = v (1 + b (1 - v / vbr)^-m). It is inverted once, on a logarithmic grid, and read by interpolation.
const TABLE_STEPS = 1024;
const LARGEST_LOG = Math.log1p(1e6);
const table = Float64Array.from({ length: TABLE_STEPS + 1 }, (_, i) =>
  invertReverse(Math.expm1((i / TABLE_STEPS) * LARGEST_LOG)),
);

/**
 * Reverse voltage of a cell, V, 0 or more, when a current above its photocurrent is driven through it (Bishop 1988).
 * It never passes the breakdown voltage.
 * @param drive (I - iL) times the cell's shunt resistance, V, 0 or more
 */
export function reverseCellVoltage(drive: number): number {
  const position = Math.min((Math.log1p(drive) / LARGEST_LOG) * TABLE_STEPS, TABLE_STEPS);
  const index = Math.min(Math.floor(position), TABLE_STEPS - 1);
  const below = table[index] as number;
  return below + (position - index) * ((table[index + 1] as number) - below);
}

/** Voltage of a substring with its bypass diode beside it, V: the diode holds it at -0.5 V. */
export function bypassed(substringVoltage: number): number {
  return substringVoltage > -BYPASS_DROP_V ? substringVoltage : -BYPASS_DROP_V;
}

function invertReverse(drive: number): number {
  const { breakdownVoltage, fraction, exponent } = REVERSE;
  let [low, high]: [number, number] = [0, breakdownVoltage];
  for (let step = 0; step < 60; step++) {
    const v = (low + high) / 2;
    if (v * (1 + fraction * (1 - v / breakdownVoltage) ** -exponent) < drive) low = v;
    else high = v;
  }
  return (low + high) / 2;
}
