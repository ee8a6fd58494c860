import type { FaultState } from '#domain/fault-state.ts';
import type { BulkResult, FaultChange, FaultEventKind } from '#domain/faults.ts';
import { formatUtcOffset } from '#domain/plant-day.ts';
import type { Database } from '#server/stores/database.ts';
import type { FaultWrite, SeenFault } from '#server/stores/fault-decisions.ts';
import { findLastEvents } from '#server/stores/fault-events.ts';
import type { FaultRow } from '#server/stores/fault-rows.ts';

interface Refused {
  change: FaultChange;
  left: readonly SeenFault[];
  before: ReadonlyMap<string, FaultRow>;
  from: readonly FaultState[];
  write: FaultWrite;
  /** The plant's offset from UTC in minutes. */
  zone: number;
}

const PAST: Record<FaultChange['action'], string> = {
  acknowledge: 'acknowledged',
  assign: 'assigned',
  snooze: 'snoozed',
  resolve: 'resolved',
  reopen: 'reopened',
};

const DID: Record<FaultEventKind, string> = {
  opened: 'opened it',
  regressed: 'made it regressed',
  ended: 'ended it: it is no longer seen',
  withdrawn: 'withdrew it',
  woken: 'woke it: it is worse',
  revised: 'revised it',
  acknowledged: 'acknowledged it',
  assigned: 'assigned it',
  snoozed: 'snoozed it',
  resolved: 'resolved it',
  reopened: 'reopened it',
  noted: 'noted something',
};

/** Why each fault was left alone, in words for whoever was too late or asked for what cannot be. */
export async function explainRefusals(db: Database, refused: Refused): Promise<BulkResult['refused']> {
  const { change, left, before, from, write, zone } = refused;
  const last =
    left.length === 0
      ? new Map()
      : await findLastEvents(
          db,
          left.map(({ id }) => id),
        );
  return left.map(({ id, version }) => {
    const row = before.get(id);
    if (!row) return { id, reason: `there is no fault ${id}` };
    const named = `${row.deviceId} was not ${PAST[change.action]}`;
    if (row.version !== version) {
      const event = last.get(id);
      if (!event) return { id, reason: `${named}: it has changed` };
      const who = event.actorName ?? `the result of ${event.day?.toISOString().slice(0, 10)}`;
      const at = instantWords(event.at, zone);
      return { id, reason: `${named}: ${who} ${DID[event.kind as FaultEventKind]} at ${at}, before you` };
    }
    if (!(from as readonly string[]).includes(row.state)) return { id, reason: `${named}: it is ${row.state}` };
    const day = write.kind === 'resolved' ? write.decidedDay : '';
    return { id, reason: `${named}: it was seen on ${row.lastDay}, after ${day}; choose a later day` };
  });
}

function instantWords(at: Date, zone: number): string {
  const local = new Date(at.getTime() + zone * 60_000).toISOString();
  return `${local.slice(0, 10)} ${local.slice(11, 19)} ${formatUtcOffset(zone)}`;
}
