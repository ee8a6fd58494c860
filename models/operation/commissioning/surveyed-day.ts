import type { DaySummary } from './day-summary.ts';

/** A day with what its arrays measured, and what they should have. */
export interface SurveyedDay {
  day: string;
  /** Medians over the arrays, a value a bin: W/m², °C. */
  light: Float32Array;
  heat: Float32Array;
  arrays: ReadonlyMap<string, DaySummary>;
  /** What each array's nameplate lets expect at that light and heat: V and A, NaN in the dark. */
  expected: ReadonlyMap<string, Expected>;
}

/** A value a bin. */
export interface Expected {
  voltage: Float32Array;
  current: Float32Array;
}
