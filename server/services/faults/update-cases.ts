import type { SystemContext } from '#server/services/context.ts';
import {
  insertMissingCases,
  listDaysWithoutCases,
  lockCases,
  markDayHasCases,
  replaceCaseDays,
} from '#server/stores/case-days.ts';
import { deriveCases, recountNormalBefore } from '#server/stores/case-states.ts';

/**
 * Brings a plant's fault cases to what its published days say, in the transaction that publishes one of them. Doing it again
 * changes nothing, and the order in which days are published leaves no trace. Days that were published before there were
 * cases are caught up first.
 */
export async function updateCases(
  { db, settings }: SystemContext,
  { plantId, day, runId }: { plantId: string; day: string; runId: string },
): Promise<void> {
  await lockCases(db, plantId);
  const waiting = await listDaysWithoutCases(db, plantId);
  const earlier = waiting.filter((other) => other.day !== day);
  const again = waiting.find((other) => other.day === day)?.again ?? true;
  for (const published of [...earlier, { plantId, day, runId, again }]) {
    await insertMissingCases(db, published);
    await replaceCaseDays(db, published);
    await recountNormalBefore(db, published);
    await deriveCases(db, published, settings.HELIOGRAPH_FAULT_ENDS_AFTER_DAYS);
    await markDayHasCases(db, published);
  }
}
