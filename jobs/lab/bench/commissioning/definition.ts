import type { Condition } from '#domain/conditions.ts';
import { type Nameplate, nameplateOf } from '#domain/nameplate.ts';
import type { DaySummary } from '#models/operation/commissioning/day-summary.ts';
import type { SkyRegime } from '#models/photovoltaic/weather-day.ts';

/** Some arrays of a plant on a day under a sky. */
export interface DayTask {
  sky: SkyRegime;
  day: number;
  arrays: readonly { index: number; condition: Condition }[];
}

/** An array-day as it is, and as it comes with the seeded mistakes. */
export interface SummarizedDay {
  index: number;
  condition: Condition;
  plain: DaySummary;
  mistaken: DaySummary;
  /** Whether its converter limits its power within reach. */
  isLimited: boolean;
}

/** Every fourth array has six modules in series, the others five. */
export function trueNameplate(index: number): Nameplate {
  return nameplateOf(index % 4 === 3 ? 6 : 5, 3);
}

export const benchDeviceId = (index: number) => `ARRAY${String(index).padStart(5, '0')}`;
