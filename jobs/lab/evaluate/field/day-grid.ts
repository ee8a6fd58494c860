/** A day of 20 s slots; what happens in slot i is taken at its middle. */
export const SLOTS = 4320;
export const SLOT_S = 20;
export const SLOTS_PER_HOUR = 180;

export function emptyDay(): Float64Array {
  return new Float64Array(SLOTS);
}

export function clamp(value: number, low: number, high: number): number {
  return value < low ? low : value > high ? high : value;
}

/** 0 below `from`, 1 above `to`, smooth between. */
export function smoothStep(from: number, to: number, value: number): number {
  const x = clamp((value - from) / (to - from), 0, 1);
  return x * x * (3 - 2 * x);
}
