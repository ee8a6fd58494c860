import type { FaultState } from '#domain/fault-state.ts';
import type { Database } from '#server/stores/database.ts';
import { shownState } from '#server/stores/fault-rows.ts';
import { Prisma } from '../../prisma/generated/client.ts';

export interface SeenFault {
  id: string;
  version: number;
}

/** What an operator's verb writes; `decidedDay` is the last plant day it is about. */
export type FaultWrite =
  | { kind: 'acknowledged' | 'reopened'; decidedDay: string }
  | { kind: 'snoozed'; decidedDay: string; until: string | null }
  | { kind: 'resolved'; decidedDay: string; cause: string; note: string | null }
  | { kind: 'assigned'; assignee: string | null };

/**
 * Changes those faults that still have the version that was seen and are in a state from which it may be; returns their
 * ids. The condition is in the update, so of two operators exactly one gets a fault.
 */
export async function writeDecision(
  db: Database,
  input: {
    plantId: string;
    today: string;
    faults: readonly SeenFault[];
    from: readonly FaultState[];
    write: FaultWrite;
  },
): Promise<string[]> {
  const { plantId, today, faults, from, write } = input;
  const rows = await db.$queryRaw<{ id: string }[]>`
    update fault_case c set ${assignments(write)}, version = c.version + 1
    from unnest(${faults.map(({ id }) => id)}::uuid[], ${faults.map(({ version }) => version)}::int[]) seen (id, version)
    where c.id = seen.id and c.version = seen.version and c."plantId" = ${plantId}
      and ${shownState(today)} = any(${[...from]}) ${conditionOf(write)}
    returning c.id`;
  return rows.map(({ id }) => id);
}

export async function writeNote(db: Database, faultId: string, note: string): Promise<void> {
  await db.fault.update({ where: { id: faultId }, data: { note } });
}

function assignments(write: FaultWrite): Prisma.Sql {
  if (write.kind === 'assigned') return Prisma.sql`assignee = ${write.assignee}`;
  const state = write.kind === 'reopened' ? 'open' : write.kind;
  const common = Prisma.sql`state = ${state}::fault_state, decision = ${write.kind}::fault_decision,
    "decidedDay" = greatest(${write.decidedDay}::date, c."alarmDay"), "noLongerSeen" = false, "normalAfter" = 0`;
  if (write.kind === 'resolved') {
    return Prisma.sql`${common}, cause = ${write.cause}, note = coalesce(${write.note}::text, c.note),
      "snoozedUntil" = null, "snoozeLossKwh" = null, "snoozeConfidence" = null`;
  }
  if (write.kind === 'snoozed') {
    return Prisma.sql`${common}, cause = null, "snoozedUntil" = ${write.until}::date,
      "snoozeLossKwh" = c."lastLossKwh", "snoozeConfidence" = c.confidence`;
  }
  return Prisma.sql`${common}, cause = null, "snoozedUntil" = null, "snoozeLossKwh" = null,
    "snoozeConfidence" = null`;
}

/** A repair before a day that still shows the fault was none. */
function conditionOf(write: FaultWrite): Prisma.Sql {
  if (write.kind !== 'resolved') return Prisma.empty;
  return Prisma.sql`and (c."lastDay" is null or c."lastDay" <= ${write.decidedDay}::date)`;
}
