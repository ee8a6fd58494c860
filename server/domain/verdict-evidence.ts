import { z } from 'zod';
import { CHANNELS } from '#server/domain/channels.ts';
import { CONDITIONS } from '#server/domain/conditions.ts';

const minutes = z.number().nonnegative();
const ratio = z.number();

/** What a verdict rests on, in figures that an operator can check on the charts. */
export const verdictEvidenceSchema = z.object({
  /** Seconds between readings, as they mostly come. */
  intervalSeconds: z.number().positive(),
  /** By daylight: how long the converter limited the power, was off, or nothing is known. */
  limitedMinutes: minutes,
  offMinutes: minutes,
  unknownMinutes: minutes,
  /** Of the plant's other arrays, the part that ran while this one was off, 0..1; null where that is not known. */
  ranWhileOffPart: z.number().min(0).max(1).nullable(),
  /** Slots in which the tracker looked at the curve. */
  sweeps: z.number().int().nonnegative(),
  /** Part of the daylight, by its light, in which a fault could have been seen, 0..1. */
  observedPart: z.number().min(0).max(1),
  /** Arrays whose median was the reference; 0 where the nameplate alone was. */
  peers: z.number().int().nonnegative(),
  /** Quiet days whose profile was the reference; 0 for none. */
  historyDays: z.number().int().nonnegative(),
  /** The array's own scale over those days against nameplate and peers; null without. */
  scaleVoltage: ratio.nullable(),
  scaleCurrent: ratio.nullable(),
  /** Median deviation of the day from the reference, as parts; null where the array hardly ran. */
  deviationVoltage: ratio.nullable(),
  deviationCurrent: ratio.nullable(),
  /** The same in weak light, of a day that had no other. */
  weakLightVoltage: ratio.nullable(),
  weakLightCurrent: ratio.nullable(),
  /** Channels that held one value through most of the daylight. */
  stuck: z.array(z.enum(CHANNELS)),
  /** Conditions that these readings could not show. */
  notLookedFor: z.array(z.enum(CONDITIONS)),
  /** The other condition of a verdict that cannot tell two apart. */
  alternative: z.enum(CONDITIONS).nullable(),
  /** A second fault that is likely beside the one named. */
  second: z.enum(CONDITIONS).nullable(),
});

export type VerdictEvidence = z.infer<typeof verdictEvidenceSchema>;

/** What an array-day is looked at against: its nameplate alone, its neighbours, its own past, or both. */
export const DAY_CONTEXTS = ['nameplate', 'peers', 'history', 'both'] as const;

export type DayContextName = (typeof DAY_CONTEXTS)[number];

export function contextOf({ peers, historyDays }: Pick<VerdictEvidence, 'peers' | 'historyDays'>): DayContextName {
  if (peers > 0) return historyDays > 0 ? 'both' : 'peers';
  return historyDays > 0 ? 'history' : 'nameplate';
}
