import { quantile } from 'd3-array';
import type { GridCell } from '#domain/views.ts';

/** What the colours of the plant map can tell. */
export const COLOR_BY = ['condition', 'confidence', 'loss', 'coverage'] as const;

export type ColorBy = (typeof COLOR_BY)[number];
export type Measure = Exclude<ColorBy, 'condition'>;

/** From which value to which the colours of a measure go, in its unit (kWh, or a share 0..1). */
export interface MeasureRange {
  low: number;
  high: number;
}

const SHOWN_PART = 0.98;

export function parseColorBy(text: string | null): ColorBy {
  return COLOR_BY.find((known) => known === text) ?? 'condition';
}

/** kWh of loss, or a share 0..1; null when it is not known. A guess without a verdict is no confidence. */
export function measureOf(cell: GridCell, measure: Measure): number | null {
  if (measure === 'loss') return cell.lossKwh;
  if (measure === 'coverage') return cell.coverage;
  return cell.condition === null ? null : cell.confidence;
}

/** Shares go from 0 to 1; loss from 0 to what all but the largest 2 % stay under, so that one outlier dims nobody. */
export function measureRange(cells: readonly GridCell[], measure: Measure): MeasureRange {
  if (measure !== 'loss') return { low: 0, high: 1 };
  const losses = cells.flatMap(({ lossKwh }) => (lossKwh === null || lossKwh <= 0 ? [] : [lossKwh]));
  return { low: 0, high: roundUp(quantile(losses, SHOWN_PART) ?? 1) };
}

/** The next of 1, 2, 5, 10, 20, ... times a power of ten. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5].find((step) => step * power >= value * 0.999) ?? 10) * power;
}
