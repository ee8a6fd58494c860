import type { ArraySeries } from '#domain/channels.ts';
import type { Condition } from '#domain/conditions.ts';
import type { Nameplate } from '#domain/nameplate.ts';
import type { ReadingCounts } from '#domain/reading-counts.ts';
import type { DayContextName } from '#domain/verdict-evidence.ts';
import type { DayContext } from '#models/classifier/examine-array-day.ts';
import type { ArrayDayTruth } from '#models/photovoltaic/simulate-array-day.ts';
import type { DaylightWindow } from '#models/series/daylight.ts';
import type { Split } from './definition.ts';
import type { Scenario } from './scenario.ts';

/** A labelled array-day before it becomes an image. */
export interface Sample {
  series: ArraySeries;
  counts: ReadingCounts;
  nameplate: Nameplate;
  /** As the pyranometers around it saw the day together. */
  daylight: DaylightWindow | null;
  context: DayContext;
  contextName: DayContextName;
  /** What a network can know of it: a fault that has not begun, or cannot show, is `normal`. */
  condition: Condition;
  truth: ArrayDayTruth;
  /** Slot from which nothing is known yet; null for a whole day. */
  knownUntil: number | null;
}

/** Which group of a set is to be made. */
export interface GroupOptions {
  scenario: Scenario;
  seed: number;
  split: Split;
  index: number;
  /** Of its samples, the first so many. */
  count: number;
  /** Whether the truth says what a fault costs, which takes longer than the day itself. */
  withLoss: boolean;
}
