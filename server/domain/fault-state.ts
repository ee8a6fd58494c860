export const FAULT_STATES = ['open', 'regressed', 'acknowledged', 'snoozed', 'resolved', 'withdrawn'] as const;

export type FaultState = (typeof FAULT_STATES)[number];

/** What asks for somebody's attention: the number beside "Faults" in the menu. */
export const WAITING_STATES = ['open', 'regressed'] as const satisfies readonly FaultState[];

export type FaultMove = 'acknowledge' | 'snooze' | 'resolve' | 'reopen';

const MOVES: Record<FaultMove, { from: readonly FaultState[]; to: FaultState }> = {
  acknowledge: { from: ['open', 'regressed', 'snoozed'], to: 'acknowledged' },
  snooze: { from: ['open', 'regressed', 'acknowledged', 'snoozed'], to: 'snoozed' },
  resolve: { from: ['open', 'regressed', 'acknowledged', 'snoozed'], to: 'resolved' },
  reopen: { from: ['acknowledged', 'snoozed', 'resolved'], to: 'open' },
};

/** The states from which a move is possible; stores put them into the condition of the update. */
export const statesBeforeMove = (move: FaultMove): FaultState[] => [...MOVES[move].from];

export const stateAfterMove = (move: FaultMove): FaultState => MOVES[move].to;

export const mayMove = (state: FaultState, move: FaultMove): boolean => MOVES[move].from.includes(state);

/** A day on which the published result shows the fault. */
export interface FaultDay {
  day: string;
  confidence: number | null;
  lossKwh: number | null;
}

/**
 * What operators decided last. `day` is the last plant day it is about: of a repair the day it was done on, otherwise the
 * newest published one. Later days are news.
 */
export type FaultDecision =
  | { kind: 'none' }
  | { kind: 'acknowledged'; day: string }
  | { kind: 'resolved'; day: string }
  | { kind: 'reopened'; day: string }
  | { kind: 'snoozed'; day: string; until: string }
  | { kind: 'snoozed'; day: string; until: null; lossKwh: number | null; confidence: number | null };

export interface DerivedFault {
  state: FaultState;
  /** Resolved by itself: enough normal days followed the last one seen. */
  noLongerSeen: boolean;
  first: string | null;
  /** First day since it came back for the last time. */
  since: string | null;
  last: string | null;
}

/** Worse: half as much again, by at least this, so that a loss near zero is not worse for its noise. */
export const WORSE_LOSS_FACTOR = 1.5;
export const WORSE_LOSS_MIN_KWH = 0.1;
/** Where one of the losses is unknown, what counts is how much surer the verdict is. */
export const WORSE_CONFIDENCE = 0.15;

/** True when a day is worse than what was known when the fault was snoozed "until worse". */
export function isWorse(day: Omit<FaultDay, 'day'>, known: Omit<FaultDay, 'day'>): boolean {
  if (day.lossKwh !== null && known.lossKwh !== null) {
    const limit = Math.max(known.lossKwh * WORSE_LOSS_FACTOR, known.lossKwh + WORSE_LOSS_MIN_KWH);
    return day.lossKwh > limit;
  }
  return (day.confidence ?? 0) >= (known.confidence ?? 0) + WORSE_CONFIDENCE;
}

/**
 * A fault from nothing but the published days and the last decision, so that days may be published in any order and
 * again. `normalDays` are the array's days judged normal: days without a verdict, or with another fault, say nothing.
 * server/stores/fault-states.ts does the same for all faults at once, in SQL.
 */
export function deriveFault(
  faultDays: readonly FaultDay[],
  normalDays: readonly string[],
  decision: FaultDecision,
  endsAfterDays: number,
): DerivedFault {
  const days = [...faultDays].sort((a, b) => (a.day < b.day ? -1 : 1));
  const first = days[0]?.day ?? null;
  const last = days.at(-1)?.day ?? null;
  if (first === null || last === null) return { state: 'withdrawn', noLongerSeen: false, first, since: null, last };
  const normalBetween = (after: string, before: string | null) =>
    normalDays.filter((day) => day > after && (before === null || day < before)).length;
  const since = days.reduce((start, { day }, index) => {
    const previous = days[index - 1];
    return previous && normalBetween(previous.day, day) >= endsAfterDays ? day : start;
  }, first);
  // Whoever decided something looked at the fault: it has to be quiet for the whole time after that.
  const quietFrom = decision.kind !== 'none' && decision.day > last ? decision.day : last;
  const span = { first, since, last };
  if (decision.kind === 'resolved' && last <= decision.day) return { state: 'resolved', noLongerSeen: false, ...span };
  const noLongerSeen = normalBetween(quietFrom, null) >= endsAfterDays;
  return { state: noLongerSeen ? 'resolved' : liveState(days, since, first, decision), noLongerSeen, ...span };
}

function liveState(days: readonly FaultDay[], since: string, first: string, decision: FaultDecision): FaultState {
  if (decision.kind === 'none') return since > first ? 'regressed' : 'open';
  if (decision.kind === 'resolved' || since > decision.day) return 'regressed';
  if (decision.kind === 'reopened') return 'open';
  if (decision.kind !== 'snoozed') return 'acknowledged';
  if (decision.until !== null) return 'snoozed';
  const { confidence, lossKwh } = decision;
  return days.some((day) => day.day > decision.day && isWorse(day, { confidence, lossKwh })) ? 'open' : 'snoozed';
}

/** A snooze until a date ends by the calendar of the plant: from that day on the fault is open. */
export function stateOn(today: string, state: FaultState, snoozedUntil: string | null): FaultState {
  return state === 'snoozed' && snoozedUntil !== null && snoozedUntil <= today ? 'open' : state;
}
