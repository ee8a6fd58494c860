import { statesBeforeMove } from '#domain/fault-state.ts';
import { type BulkResult, type FaultChange, type FaultVerb, moveOf } from '#domain/faults.ts';
import type { Principal } from '#server/auth/principal.ts';
import { HeliographError } from '#server/errors.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { explainRefusals } from '#server/services/faults/explain-refusals.ts';
import { faultViewOf } from '#server/services/faults/fault-view.ts';
import { todayOf } from '#server/services/plants/today-and-tariff.ts';
import { appendAudit } from '#server/stores/audit.ts';
import { type Database, inTransaction } from '#server/stores/database.ts';
import { lockFaults } from '#server/stores/fault-days.ts';
import { type FaultWrite, type SeenFault, writeDecision } from '#server/stores/fault-decisions.ts';
import { appendFaultEvents } from '#server/stores/fault-events.ts';
import { type FaultRow, findFaultRows } from '#server/stores/fault-rows.ts';
import { findLatestPublishedDay } from '#server/stores/plant-days.ts';

/** States that `assign` may find a fault in: all in which somebody could still look at it. */
const ASSIGNABLE = ['open', 'regressed', 'acknowledged', 'snoozed', 'resolved'] as const;

/** Does one thing to faults in one transaction, with an audit row and a line of history for each that it changed. */
export async function changeFaults(
  context: ServiceContext,
  change: FaultChange,
  faults: readonly SeenFault[],
): Promise<BulkResult> {
  const { plant, principal: actor } = context;
  const today = todayOf(context);
  return inTransaction(context.db, async (db) => {
    await lockFaults(db, plant.id);
    const ids = faults.map(({ id }) => id);
    const before = new Map((await findFaultRows(db, plant.id, today, ids)).map((row) => [row.id, row]));
    const write = writeOf(change, today, (await findLatestPublishedDay(db, plant.id)) ?? today);
    const move = moveOf(change.action);
    const from = move === null ? ASSIGNABLE : statesBeforeMove(move);
    const done = new Set(await writeDecision(db, { plantId: plant.id, today, faults, from, write }));
    const after = await findFaultRows(db, plant.id, today, [...done]);
    await record(db, { actor, change, write, before, after });
    const left = faults.filter(({ id }) => !done.has(id));
    const refused = await explainRefusals(db, { change, left, before, from, write, zone: plant.utcOffsetMinutes });
    return { changed: after.map(faultViewOf), refused };
  });
}

function writeOf(change: FaultChange, today: string, newestDay: string): FaultWrite {
  if (change.action === 'assign') return { kind: 'assigned', assignee: change.assignee };
  if (change.action === 'acknowledge') return { kind: 'acknowledged', decidedDay: newestDay };
  if (change.action === 'reopen') return { kind: 'reopened', decidedDay: newestDay };
  if (change.action === 'snooze') {
    if (change.until !== null && change.until <= today) {
      throw new HeliographError('invalid_input', `until: ${change.until} is not after today, ${today}`);
    }
    return { kind: 'snoozed', decidedDay: newestDay, until: change.until };
  }
  const day = change.day ?? today;
  if (day > today) throw new HeliographError('invalid_input', `day: ${day} is after today, ${today}`);
  return { kind: 'resolved', decidedDay: day, cause: change.cause, note: change.note ?? null };
}

interface Recorded {
  actor: Principal;
  change: FaultChange;
  write: FaultWrite;
  before: ReadonlyMap<string, FaultRow>;
  after: readonly FaultRow[];
}

async function record(db: Database, { actor, change, write, before, after }: Recorded): Promise<void> {
  const note = change.action === 'resolve' ? (change.note ?? null) : null;
  const detail = detailOf(change);
  await appendFaultEvents(
    db,
    after.map(({ id }) => ({ faultId: id, kind: write.kind, actorName: actor.name, detail, note })),
  );
  for (const row of after) {
    await appendAudit(db, {
      actor,
      action: `faults.triage: ${change.action satisfies FaultVerb}`,
      target: { kind: 'fault', id: row.id },
      before: auditedOf(before.get(row.id) ?? row),
      after: { ...auditedOf(row), ...(note === null ? {} : { note }) },
    });
  }
}

function auditedOf({ deviceId, condition, state, assignee, snoozedUntil, cause, version }: FaultRow) {
  return { deviceId, condition, state, assignee, snoozedUntil, cause, version };
}

/** What the history shows beside the verb: to whom, until when, why. */
function detailOf(change: FaultChange): string | null {
  if (change.action === 'assign') return change.assignee;
  if (change.action === 'snooze') return change.until;
  if (change.action === 'resolve') return change.cause;
  return null;
}
