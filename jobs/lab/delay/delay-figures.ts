import { type AlarmRule, nextCourse, QUIET } from '#domain/alarm-rule.ts';
import { SLOT_SECONDS } from '#domain/plant-day.ts';
import type { DelayRecord } from './group-task.ts';

/** What an alarm rule makes of array-days. Minutes are from the onset to the end of the window that raised the first alarm that held. */
export interface DelayFigures {
  condition: string;
  days: number;
  found: number;
  medianMinutes: number | null;
  ninetiethMinutes: number | null;
  /** Alarms of another fault, and ones before the onset. */
  wrong: number;
  /** Minutes by which the estimated onset is off, at the first alarm that held; half of them less. */
  onsetErrorMinutes: number | null;
  /** Of those with an estimate, the part whose uncertainty holds the true onset. */
  onsetCovered: number | null;
}

const MINUTES = SLOT_SECONDS / 60;

interface Raised {
  end: number;
  kind: string;
  withdrawn: boolean;
  onset: DelayRecord['windows'][number]['onset'];
}

/** The alarms that a rule raises on an array-day. */
export function alarmsOn({ windows }: DelayRecord, rule: AlarmRule): Raised[] {
  const alarms: Raised[] = [];
  let course = QUIET;
  for (const { end, outcome, onset } of windows) {
    const next = nextCourse(course, outcome, rule);
    course = next.course;
    const standing = alarms.at(-1);
    if (next.step.withdrawn !== null && standing) standing.withdrawn = true;
    if (next.step.raised !== null) alarms.push({ end, kind: next.step.raised, withdrawn: false, onset });
  }
  return alarms;
}

/** The figures of one condition's array-days under a rule. */
export function delayFigures(condition: string, records: readonly DelayRecord[], rule: AlarmRule): DelayFigures {
  const minutes: number[] = [];
  const errors: number[] = [];
  let [wrong, covered, found] = [0, 0, 0];
  const days = records.filter((record) => record.condition === condition);
  for (const record of days) {
    const onset = record.onsetSlot ?? 0;
    const alarms = alarmsOn(record, rule);
    const right = alarms.find(({ kind, withdrawn, end }) => kind === condition && !withdrawn && end >= onset);
    if (alarms.some(({ kind, end }) => kind !== condition || end < onset)) wrong++;
    if (!right) continue;
    found++;
    minutes.push((right.end - onset) * MINUTES);
    if (!right.onset) continue;
    const error = Math.abs(right.onset.slot - onset);
    errors.push(error * MINUTES);
    if (error <= right.onset.uncertaintySlots) covered++;
  }
  return {
    condition,
    days: days.length,
    found,
    medianMinutes: quantileOf(minutes, 0.5),
    ninetiethMinutes: quantileOf(minutes, 0.9),
    wrong,
    onsetErrorMinutes: quantileOf(errors, 0.5),
    onsetCovered: errors.length > 0 ? covered / errors.length : null,
  };
}

/** Healthy array-days with an alarm, one that was withdrawn later too. */
export function falseAlarms(records: readonly DelayRecord[], rule: AlarmRule): { days: number; alarmed: number } {
  const healthy = records.filter(({ condition }) => condition === 'normal');
  return { days: healthy.length, alarmed: healthy.filter((record) => alarmsOn(record, rule).length > 0).length };
}

function quantileOf(values: readonly number[], part: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? null;
}
