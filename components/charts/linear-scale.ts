import { tickStep, ticks } from 'd3-array';

/** A value axis: `low` at the bottom, `high` at the top, ticks on round numbers between them. */
export interface LinearScale {
  low: number;
  high: number;
  ticks: number[];
  /** Decimals the tick labels need. */
  decimals: number;
}

/** Part of the range left free above and below, so that a line at an extreme is not drawn on the frame. */
const MARGIN = 0.04;
/** Asked for; as many come as make them round, five at most. */
const TICKS = 3;

/** An axis for values from `min` to `max`. A flat or empty range is widened: an axis never has no height. */
export function linearScale(min: number, max: number): LinearScale {
  if (!Number.isFinite(min) || !Number.isFinite(max)) return linearScale(0, 1);
  if (min === max) {
    const half = Math.max(0.5, Math.abs(min) * 0.05);
    return linearScale(min - half, max + half);
  }
  const [low, high] = [min - (max - min) * MARGIN, max + (max - min) * MARGIN];
  const decimals = Math.max(0, -Math.floor(Math.log10(tickStep(low, high, TICKS)) + 1e-9));
  return { low, high, ticks: ticks(low, high, TICKS), decimals };
}
