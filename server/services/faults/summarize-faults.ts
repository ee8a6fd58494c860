import { FAULT_STATES } from '#domain/fault-state.ts';
import type { FaultSummary } from '#domain/faults.ts';
import { mayDo, requireAction } from '#server/auth/principal.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { todayOf } from '#server/services/plants/today-and-tariff.ts';
import { summarizeNewestDay } from '#server/stores/array-days.ts';
import { listFaultPeople } from '#server/stores/fault-people.ts';
import { countFaultStates } from '#server/stores/fault-rows.ts';

/** How many faults there are in each state, who has to do with them, and how far "none" can be believed. */
export async function summarizeFaults(context: ServiceContext): Promise<FaultSummary> {
  const { db, plant, principal } = context;
  requireAction(principal, 'faults.read');
  const [counts, people, newest] = await Promise.all([
    countFaultStates(db, plant.id, todayOf(context)),
    listFaultPeople(db, plant.id),
    summarizeNewestDay(db, plant.id),
  ]);
  return {
    me: principal.name,
    mayTriage: mayDo(principal, 'faults.triage'),
    people,
    counts: Object.fromEntries(FAULT_STATES.map((state) => [state, counts.get(state) ?? 0])) as FaultSummary['counts'],
    newest,
  };
}
