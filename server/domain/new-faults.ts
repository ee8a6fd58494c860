import type { Condition } from '#server/domain/conditions.ts';
import type { NewFault } from '#server/domain/notification.ts';

interface Judged {
  deviceId: string;
  condition: Condition | null;
}

/** Faults of a day that the day before did not show on that array, by deviceId; another fault than before is a new one. */
export function newFaultsOf(today: readonly Judged[], dayBefore: readonly Judged[]): NewFault[] {
  const before = new Map(dayBefore.map(({ deviceId, condition }) => [deviceId, condition]));
  return today
    .flatMap(({ deviceId, condition }) => (condition === null ? [] : [{ deviceId, condition }]))
    .filter(({ deviceId, condition }) => condition !== 'normal' && before.get(deviceId) !== condition)
    .sort((a, b) => (a.deviceId < b.deviceId ? -1 : 1));
}

/** How many arrays have each condition, and how many have no verdict. */
export function countVerdicts(verdicts: readonly Judged[]): Record<Condition | 'no_verdict', number> {
  const counts = {
    normal: 0,
    line_line: 0,
    line_ground: 0,
    open_circuit: 0,
    partial_shading: 0,
    arc_fault: 0,
    no_verdict: 0,
  };
  for (const { condition } of verdicts) counts[condition ?? 'no_verdict']++;
  return counts;
}
