import { type AlarmCourse, type AlarmRule, nextCourse, outcomeForAlarm, QUIET } from '#domain/alarm-rule.ts';
import type { Energy } from '#domain/energy.ts';
import { type FaultKind, faultOf } from '#domain/fault-kinds.ts';
import { SLOT_SECONDS } from '#domain/plant-day.ts';
import type { Verdict } from '#domain/verdict.ts';

/** A provisional verdict as a window leaves it. */
export interface WindowOutcome extends Verdict {
  energy: Energy | null;
  onset: { slot: number; uncertaintySlots: number } | null;
}

/** What was known of an array before the window. */
export interface KnownArray {
  deviceId: string;
  day: string;
  condition: string | null;
  reason: string | null;
  windows: number;
  sinceAt: Date;
  course: AlarmCourse;
}

/** What the window makes of an array. */
export interface ArrayStep {
  outcome: WindowOutcome;
  fault: FaultKind | null;
  windows: number;
  sinceAt: Date;
  onsetAt: Date | null;
  onsetMinutes: number | null;
  course: AlarmCourse;
  raised: FaultKind | null;
  withdrawn: FaultKind | null;
  /** The outcome before, where a fault came or went; undefined for nothing to tell. */
  before: string | null | undefined;
}

/** One window more of an array; a new day begins anew, since its readings do. */
export function stepOf(
  known: KnownArray | undefined,
  outcome: WindowOutcome,
  window: { day: string; dayStartMs: number; endAt: Date },
  rule: AlarmRule,
): ArrayStep {
  const { condition, reason, evidence, onset } = outcome;
  const past = known?.day === window.day ? known : undefined;
  const fault = faultOf({ condition, reason, ranWhileOffPart: evidence?.ranWhileOffPart ?? null });
  const { course, step } = nextCourse(past?.course ?? QUIET, outcomeForAlarm(fault, condition), rule);
  const isSame = past !== undefined && past.condition === condition && past.reason === reason;
  const named = (text: string | null) => text !== null && text !== 'normal' && faultNames.has(text);
  const [was, is] = [past ? (past.condition ?? past.reason) : null, condition ?? reason];
  return {
    outcome,
    fault,
    windows: isSame ? past.windows + 1 : 1,
    sinceAt: isSame ? past.sinceAt : window.endAt,
    onsetAt: onset && new Date(window.dayStartMs + onset.slot * SLOT_SECONDS * 1000),
    onsetMinutes: onset && (onset.uncertaintySlots * SLOT_SECONDS) / 60,
    course,
    ...step,
    before: was !== is && (named(was) || named(is)) ? was : undefined,
  };
}

const faultNames = new Set<string>(['line_line', 'line_ground', 'open_circuit', 'partial_shading', 'arc_fault', 'off']);
