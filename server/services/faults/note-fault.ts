import type { z } from 'zod';
import { addNoteSchema, type FaultView } from '#domain/faults.ts';
import { requireAction } from '#server/auth/principal.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { faultViewOf } from '#server/services/faults/fault-view.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { todayOf } from '#server/services/plants/today-and-tariff.ts';
import { appendAudit } from '#server/stores/audit.ts';
import { inTransaction } from '#server/stores/database.ts';
import { lockFaults } from '#server/stores/fault-days.ts';
import { writeNote } from '#server/stores/fault-decisions.ts';
import { appendFaultEvents } from '#server/stores/fault-events.ts';
import { getFaultRow } from '#server/stores/fault-rows.ts';

/** Writes something into a fault's history; the list shows the newest note. It changes no state, so it races with nobody. */
export async function noteFault(context: ServiceContext, input: z.input<typeof addNoteSchema>): Promise<FaultView> {
  const { plant, principal } = context;
  requireAction(principal, 'faults.triage');
  const { faultId, note } = parseInput(addNoteSchema, input);
  return inTransaction(context.db, async (db) => {
    await lockFaults(db, plant.id);
    const before = await getFaultRow(db, plant.id, todayOf(context), faultId);
    await writeNote(db, faultId, note);
    await appendFaultEvents(db, [{ faultId, kind: 'noted', actorName: principal.name, detail: null, note }]);
    await appendAudit(db, {
      actor: principal,
      action: 'faults.triage: note',
      target: { kind: 'fault', id: faultId },
      before: { note: before.note },
      after: { note },
    });
    return faultViewOf({ ...before, note });
  });
}
