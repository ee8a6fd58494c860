import type { Condition } from '#domain/conditions.ts';
import { mostProbable } from '#domain/most-probable.ts';
import type { Verdict } from '#domain/verdict.ts';
import type { DayRecord } from '#jobs/lab/dataset/definition.ts';

/** An array-day, what is true of it, and what the model said. */
export interface JudgedDay {
  record: Pick<DayRecord, 'condition' | 'onsetHour' | 'lossPart' | 'coverage' | 'features'> & { sky: string };
  /** The most probable condition before the threshold; null when the network was not asked. */
  guess: { condition: Condition; confidence: number } | null;
  /** The condition of the verdict, or why there is none. */
  verdict: Condition | null;
  reason: string | null;
  /** The other condition of a verdict that cannot tell two apart. */
  alternative: Condition | null;
}

export function judgedDayOf(record: JudgedDay['record'], verdict: Verdict): JudgedDay {
  const { probabilities, condition, reason, evidence } = verdict;
  const alternative = evidence?.alternative ?? null;
  return { record, guess: probabilities && mostProbable(probabilities), verdict: condition, reason, alternative };
}

/** What a verdict says at best: of two conditions that it cannot tell apart, the true one. */
export const eitherOf = ({ record, verdict, alternative }: JudgedDay) =>
  alternative === record.condition ? alternative : verdict;

export const isNormal = ({ record }: JudgedDay) => record.condition === 'normal';
export const isFault = (day: JudgedDay) => !isNormal(day);
export const hasVerdict = ({ verdict }: JudgedDay) => verdict !== null;
export const isRightVerdict = ({ record, verdict }: JudgedDay) => verdict === record.condition;
export const isRightGuess = ({ record, guess }: JudgedDay) => guess?.condition === record.condition;
export const namesFault = ({ verdict }: JudgedDay) => verdict !== null && verdict !== 'normal';
