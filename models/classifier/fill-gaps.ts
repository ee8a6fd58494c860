/** What a slot of a filled series holds. */
export const SLOT_MEASURED = 0;
export const SLOT_INTERPOLATED = 1;
export const SLOT_HELD = 2;

/** 10 minutes of 20 s slots: the longest gap that a straight line may bridge. */
export const MAX_INTERPOLATED_SLOTS = 30;

export interface FilledChannel {
  /** The series without gaps. */
  filled: Float32Array;
  /** SLOT_MEASURED, SLOT_INTERPOLATED or SLOT_HELD for every slot. */
  flags: Uint8Array;
  interpolated: number;
  held: number;
}

/**
 * Fills the gaps (values that are not finite) of one channel; the input is left as it is.
 *
 * Gaps of up to `maxInterpolatedSlots` are bridged by a straight line; longer ones, and the last one of the day,
 * hold the value before them; a gap at the beginning holds the first value there is.
 * Returns null for a channel without a single value: there is nothing to fill from.
 */
export function fillGaps(series: Float32Array, maxInterpolatedSlots = MAX_INTERPOLATED_SLOTS): FilledChannel | null {
  const first = series.findIndex(Number.isFinite);
  if (first < 0) return null;
  const filled = series.slice();
  const flags = new Uint8Array(series.length);
  filled.fill(series[first] as number, 0, first);
  flags.fill(SLOT_HELD, 0, first);

  for (let left = first; left < series.length; ) {
    let right = left + 1;
    while (right < series.length && !Number.isFinite(series[right])) right++;
    const missing = right - left - 1;
    const before = series[left] as number;
    if (missing > 0 && missing <= maxInterpolatedSlots && right < series.length) {
      const step = ((series[right] as number) - before) / (missing + 1);
      for (let slot = left + 1; slot < right; slot++) filled[slot] = before + step * (slot - left);
      flags.fill(SLOT_INTERPOLATED, left + 1, right);
    } else {
      filled.fill(before, left + 1, right);
      flags.fill(SLOT_HELD, left + 1, right);
    }
    left = right;
  }
  return { filled, flags, interpolated: count(flags, SLOT_INTERPOLATED), held: count(flags, SLOT_HELD) };
}

function count(flags: Uint8Array, wanted: number): number {
  return flags.reduce((sum, flag) => sum + (flag === wanted ? 1 : 0), 0);
}
