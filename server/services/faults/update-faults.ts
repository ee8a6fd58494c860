import type { SystemContext } from '#server/services/context.ts';
import { settleAlarms } from '#server/stores/alarms.ts';
import {
  insertMissingFaults,
  listUncountedDays,
  lockFaults,
  markDayCounted,
  replaceFaultDays,
} from '#server/stores/fault-days.ts';
import { deriveFaults, recountNormalBefore } from '#server/stores/fault-states.ts';

/**
 * Brings a plant's faults to what its published days say, in the transaction that publishes one of them. Doing it again
 * changes nothing, and the order in which days are published leaves no trace. Days that were published before there were
 * faults are caught up first.
 */
export async function updateFaults(
  { db, settings }: SystemContext,
  { plantId, day, runId }: { plantId: string; day: string; runId: string },
): Promise<void> {
  await lockFaults(db, plantId);
  const waiting = await listUncountedDays(db, plantId);
  const earlier = waiting.filter((other) => other.day !== day);
  const again = waiting.find((other) => other.day === day)?.again ?? true;
  for (const published of [...earlier, { plantId, day, runId, again }]) {
    await insertMissingFaults(db, published);
    await replaceFaultDays(db, published);
    await settleAlarms(db, published);
    await recountNormalBefore(db, published);
    await deriveFaults(db, published, settings.HELIOGRAPH_FAULT_ENDS_AFTER_DAYS);
    await markDayCounted(db, published);
  }
}
