import type { UsualDuration } from '#domain/run-history.ts';

/** A duration beside the usual one: parts of the bar's width, 0..1. */
export interface DurationBar {
  filled: number;
  /** Where runs of its kind usually end: half of them, and nine of ten. */
  p50: number;
  p90: number;
  /** Longer than nine of ten. */
  slow: boolean;
}

/** With fewer runs than this, "usual" is a word too big. */
const LEAST_RUNS = 3;

/** Null when it is not known how long such a run usually takes. */
export function prepareDuration(durationMs: number, usual: UsualDuration | undefined): DurationBar | null {
  if (!usual || usual.runs < LEAST_RUNS) return null;
  const wholeMs = Math.max(1, usual.p90Ms * 1.4);
  const part = (ms: number) => Math.min(1, Math.max(0, ms / wholeMs));
  return { filled: part(durationMs), p50: part(usual.p50Ms), p90: part(usual.p90Ms), slow: durationMs > usual.p90Ms };
}
