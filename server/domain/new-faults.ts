import { CONDITIONS, type Condition } from '#domain/conditions.ts';
import type { FaultKind } from '#domain/fault-kinds.ts';
import type { NewFault, VerdictCounts } from '#domain/notification.ts';

interface Judged {
  deviceId: string;
  condition: Condition | null;
  fault: FaultKind | null;
}

/** Faults of a day that the day before did not show on that array, by deviceId; another fault than before is a new one. */
export function newFaultsOf(today: readonly Judged[], dayBefore: readonly Judged[]): NewFault[] {
  const before = new Map(dayBefore.map(({ deviceId, fault }) => [deviceId, fault]));
  return today
    .flatMap(({ deviceId, fault }) => (fault === null ? [] : [{ deviceId, condition: fault }]))
    .filter(({ deviceId, condition }) => before.get(deviceId) !== condition)
    .sort((a, b) => (a.deviceId < b.deviceId ? -1 : 1));
}

/** How many arrays have each condition, how many were off alone, and how many others have no verdict. */
export function countVerdicts(verdicts: readonly Judged[]): VerdictCounts {
  const names = [...CONDITIONS, 'converter_off', 'no_verdict'] as const;
  const counts = Object.fromEntries(names.map((name) => [name, 0])) as VerdictCounts;
  for (const { condition, fault } of verdicts) counts[condition ?? fault ?? 'no_verdict']++;
  return counts;
}
