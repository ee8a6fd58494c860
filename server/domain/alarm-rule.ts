import type { FaultKind } from '#domain/fault-kinds.ts';
import { FAULT_KINDS } from '#domain/fault-kinds.ts';

/** How many windows it takes. */
export interface AlarmRule {
  /** Windows that must name a fault, with none between that names another outcome. */
  raiseAfter: number;
  /** The same for an arc, which can burn. */
  raiseArcAfter: number;
  /** Windows in a row that name another outcome before an alarm is withdrawn. */
  withdrawAfter: number;
}

/** What the windows so far make of an array. */
export interface AlarmCourse {
  /** The fault that the last windows named; null for none. */
  named: FaultKind | null;
  /** How many of them did. */
  windows: number;
  /** The fault that is alarmed, and the windows in a row that did not agree. */
  standing: FaultKind | null;
  disagreed: number;
}

export const QUIET: AlarmCourse = { named: null, windows: 0, standing: null, disagreed: 0 };

export type AlarmStep = { raised: FaultKind | null; withdrawn: FaultKind | null };

/**
 * One window more. An outcome that is no answer (`null`: too few readings, uncertain, limited) neither agrees nor disagrees.
 * A fault that enough windows name takes the place of another one that is alarmed.
 * @param outcome a fault, `normal`, or null
 */
export function nextCourse(
  course: AlarmCourse,
  outcome: FaultKind | 'normal' | null,
  rule: AlarmRule,
): { course: AlarmCourse; step: AlarmStep } {
  if (outcome === null) return { course, step: { raised: null, withdrawn: null } };
  const named = outcome === 'normal' ? null : outcome;
  const windows = named === null ? 0 : named === course.named ? course.windows + 1 : 1;
  const disagreed = course.standing === null || named === course.standing ? 0 : course.disagreed + 1;
  const needed = named === 'arc_fault' ? rule.raiseArcAfter : rule.raiseAfter;
  const raised = named !== null && named !== course.standing && windows >= needed ? named : null;
  const isOver = course.standing !== null && (raised !== null || disagreed >= rule.withdrawAfter);
  const standing = raised ?? (isOver ? null : course.standing);
  return {
    course: { named, windows, standing, disagreed: standing === course.standing ? disagreed : 0 },
    step: { raised, withdrawn: isOver ? course.standing : null },
  };
}

/** What a provisional verdict says to the rule. */
export function outcomeForAlarm(fault: FaultKind | null, condition: string | null): FaultKind | 'normal' | null {
  if (fault !== null) return FAULT_KINDS.find((kind) => kind === fault) ?? null;
  return condition === 'normal' ? 'normal' : null;
}
