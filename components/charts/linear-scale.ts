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

/**
 * An axis for values from `min` to `max` with about `count` ticks. A flat or empty range is widened: an axis never has
 * no height.
 */
export function linearScale(min: number, max: number, count: number): LinearScale {
  if (!Number.isFinite(min) || !Number.isFinite(max)) return linearScale(0, 1, count);
  if (min === max) {
    const half = Math.max(0.5, Math.abs(min) * 0.05);
    return linearScale(min - half, max + half, count);
  }
  const [low, high] = [min - (max - min) * MARGIN, max + (max - min) * MARGIN];
  const step = niceStep((high - low) / Math.max(1, count));
  const first = Math.ceil(low / step);
  const last = Math.floor(high / step);
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  // Adding 0 turns a -0, which would be labelled "-0", into 0.
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step + 0);
  return { low, high, ticks, decimals };
}

/** 1, 2 or 5 times a power of ten, not under `rough`. */
function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5].find((candidate) => candidate * power >= rough * (1 - 1e-9)) ?? 10;
  return factor * power;
}
