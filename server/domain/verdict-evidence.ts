import { z } from 'zod';
import { shapeOf } from '#domain/verdict-shapes.ts';

/** What a verdict rests on, in figures that an operator can check on the charts. */
export const verdictEvidenceSchema = z.object(shapeOf('evidence'));

export type VerdictEvidence = z.infer<typeof verdictEvidenceSchema>;

/** What an array-day is looked at against: its nameplate alone, its neighbours, its own past, or both. */
export const DAY_CONTEXTS = ['nameplate', 'peers', 'history', 'both'] as const;

export type DayContextName = (typeof DAY_CONTEXTS)[number];

export function contextOf({ peers, historyDays }: Pick<VerdictEvidence, 'peers' | 'historyDays'>): DayContextName {
  if (peers > 0) return historyDays > 0 ? 'both' : 'peers';
  return historyDays > 0 ? 'history' : 'nameplate';
}
