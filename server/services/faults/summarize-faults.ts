import { FAULT_STATES } from '#domain/fault-state.ts';
import type { FaultSummary } from '#domain/faults.ts';
import { mayDo, type Principal } from '#server/auth/principal.ts';
import { plantContext } from '#server/services/faults/plant-context.ts';
import { summarizeNewestDay } from '#server/stores/array-days.ts';
import { database } from '#server/stores/database.ts';
import { listFaultPeople } from '#server/stores/fault-people.ts';
import { countFaultStates } from '#server/stores/fault-rows.ts';

/** How many cases there are in each state, who has to do with them, and how far "none" can be believed. */
export async function summarizeFaults(actor: Principal): Promise<FaultSummary> {
  const db = database();
  const { plant, today } = await plantContext(db);
  const [counts, people, newest] = await Promise.all([
    countFaultStates(db, plant.id, today),
    listFaultPeople(db, plant.id),
    summarizeNewestDay(db, plant.id),
  ]);
  return {
    me: actor.name,
    mayTriage: mayDo(actor, 'faults.triage'),
    people,
    counts: Object.fromEntries(FAULT_STATES.map((state) => [state, counts.get(state) ?? 0])) as FaultSummary['counts'],
    newest,
  };
}
