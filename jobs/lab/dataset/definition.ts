import type { Condition } from '#domain/conditions.ts';
import type { DayContextName, VerdictEvidence } from '#domain/verdict-evidence.ts';
import type { SkyRegime } from '#models/photovoltaic/weather-day.ts';
import type { Scenario } from './scenario.ts';

/** No two splits of a seed share a day's weather or an array. */
export type Split = 'train' | 'validation' | 'test';

/** What is known of a labelled array-day beside its image. */
export interface DayRecord {
  condition: Condition;
  /** Plant time at which the fault began, hours; 0 when it was there before dawn, null for a normal day. */
  onsetHour: number | null;
  /** Part of the day's energy that the fault takes, 0..1. */
  lossPart: number;
  sky: SkyRegime;
  /** What it was looked at against: the nameplate alone, neighbours, its own past, or both. */
  context: DayContextName;
  /** Plant time from which nothing is known yet, hours; null for a whole day. */
  knownUntilHour: number | null;
  /** Part of the daylight slots with a usable reading, 0..1. */
  coverage: number;
  /** The figures behind its image; null when a channel holds no value. */
  evidence: VerdictEvidence | null;
  /** The hand-made features of the baseline, in the order of DAY_FEATURES; null when a channel holds no value. */
  features: number[] | null;
}

/** A set of array-days; the options determine every byte of it. */
export interface DatasetOptions {
  scenario: Scenario;
  seed: number;
  split: Split;
  days: number;
  preprocessingJson: string;
}

/** A batch of whole groups, whose images go to their places in `file`. */
export interface DatasetBatch {
  scenario: Scenario;
  seed: number;
  split: Split;
  first: number;
  count: number;
  preprocessingJson: string;
  file: string;
}
