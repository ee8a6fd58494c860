import type { FaultKind } from '#domain/fault-kinds.ts';

/** What the settings say of telling alarms. */
export interface TellingRules {
  /** Null for all. */
  conditions: readonly string[] | null;
  leastKwh: number;
  digestMinutes: number;
  /** Hours of the day, plant time, from and to; null for none. */
  quietHours: { from: number; to: number } | null;
}

/** An alarm as far as it matters for telling. */
export interface TellableAlarm {
  condition: FaultKind;
  state: string;
  raisedAt: Date;
  lossKwh: number | null;
  isTold: boolean;
}

/** What becomes of an alarm now: it is told, waits, or never needs to be told. */
export type Telling = 'tell' | 'wait' | 'leave';

/**
 * An arc is told at once, whatever hour it is and whatever it costs. Others are told when the hours are not quiet, and what they
 * have taken is worth it; one that was withdrawn before anybody was told needs no word. That it was wrong is told like the alarm was.
 */
export function tellingOf(alarm: TellableAlarm, rules: TellingRules, hour: number): Telling {
  const { condition, state, lossKwh, isTold } = alarm;
  const isOver = state !== 'standing';
  if (isOver && !isTold) return 'leave';
  if (rules.conditions !== null && !rules.conditions.includes(condition)) return 'leave';
  if (condition === 'arc_fault' || isOver) return 'tell';
  if (isQuiet(rules.quietHours, hour)) return 'wait';
  return (lossKwh ?? 0) >= rules.leastKwh ? 'tell' : 'wait';
}

/** True when those that are to be told must not wait for more: an arc, a withdrawal, or a full digest. */
export function isDue(alarms: readonly TellableAlarm[], { digestMinutes }: TellingRules, nowMs: number): boolean {
  return alarms.some(
    ({ condition, isTold, raisedAt }) =>
      condition === 'arc_fault' || isTold || nowMs - raisedAt.getTime() >= digestMinutes * 60_000,
  );
}

/** "22-6" as hours; null for none. */
export function quietHoursOf(text: string | undefined): TellingRules['quietHours'] {
  const [from, to] = text?.split('-').map(Number) ?? [];
  return from === undefined || to === undefined ? null : { from, to };
}

function isQuiet(hours: TellingRules['quietHours'], hour: number): boolean {
  if (!hours) return false;
  const { from, to } = hours;
  return from <= to ? hour >= from && hour < to : hour >= from || hour < to;
}
