import type { EvidencePlot } from '#domain/commissioning.ts';
import { BIN_MINUTES, BINS } from './day-summary.ts';

/** Lines over a day's bins as a finding keeps them: four digits are more than a plot shows. */
export function plotOf(
  day: string,
  unit: string,
  lines: readonly { label: string; at: (bin: number) => number }[],
): EvidencePlot {
  return {
    day,
    unit,
    binMinutes: BIN_MINUTES,
    lines: lines.map(({ label, at }) => ({
      label,
      points: Array.from({ length: BINS }, (_, bin) => shortOf(at(bin))),
    })),
  };
}

/** Four significant digits; null for what is not finite. */
function shortOf(value: number): number | null {
  return Number.isFinite(value) ? Number(value.toPrecision(4)) : null;
}

/** "12.3 %", for sentences. */
export function percentOf(part: number): string {
  return `${(100 * part).toFixed(1)} %`;
}

export function roundTo(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
