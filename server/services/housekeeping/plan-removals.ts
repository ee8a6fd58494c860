import { plantPrefix, runOfKey } from '#domain/object-keys.ts';
import type { Retention } from '#domain/retention.ts';
import { messageOf } from '#server/errors.ts';
import { openObjectStore } from '#server/gateways/objects/open-object-store.ts';
import type { SystemContext } from '#server/services/context.ts';
import { measureObjects } from '#server/services/housekeeping/measure-objects.ts';
import { type DayObjects, planDay } from '#server/services/housekeeping/plan-day.ts';
import { type PlannedRemoval, RUN_BUCKETS } from '#server/services/housekeeping/planned-removal.ts';
import { listPlantRows } from '#server/stores/plants.ts';
import { listRetainedRuns } from '#server/stores/retained-runs.ts';

export interface HousekeepingPlan {
  removals: PlannedRemoval[];
  /** Days that were left alone, and why. */
  leftAlone: { plantId: string; day: string; why: string }[];
}

/** What is to go, of every plant in the database, with sizes. Nothing is changed. */
export async function planRemovals(context: SystemContext): Promise<HousekeepingPlan> {
  const { SILVER_RETENTION_DAYS, GOLD_RETENTION_DAYS } = context.settings;
  const plan: HousekeepingPlan = { removals: [], leftAlone: [] };
  for (const { id, settings } of await listPlantRows(context.db)) {
    const { silverRetentionDays = SILVER_RETENTION_DAYS, goldRetentionDays = GOLD_RETENTION_DAYS } = settings;
    await planPlant(context, plan, id, { silverDays: silverRetentionDays, goldDays: goldRetentionDays });
  }
  return plan;
}

async function planPlant(
  { db, now }: SystemContext,
  plan: HousekeepingPlan,
  plantId: string,
  retention: Retention,
): Promise<void> {
  const nowMs = now().getTime();
  // Objects before runs: a run's row is there before its first object, so whatever was listed has its row by now.
  const days = await listObjectsByDay(plantId);
  const runs = await listRetainedRuns(db, plantId);
  for (const [day, objects] of days) {
    try {
      const planned = await planDay({ plantId, day, objects, runs, retention, nowMs });
      if (planned === 'live') plan.leftAlone.push({ plantId, day, why: 'a run of it is under way' });
      else plan.removals.push(...(await measureObjects(planned)));
    } catch (error) {
      // A manifest that cannot be read may name anything: nothing of its day is touched.
      plan.leftAlone.push({ plantId, day, why: messageOf(error) });
    }
  }
}

/** The keys of a plant by day, run and bucket, oldest day first. */
async function listObjectsByDay(plantId: string): Promise<[day: string, objects: DayObjects][]> {
  const days = new Map<string, DayObjects>();
  for (const bucket of RUN_BUCKETS) {
    for (const key of await openObjectStore(bucket).list(plantPrefix(plantId))) {
      const owner = runOfKey(key);
      if (!owner) continue;
      const runs = days.get(owner.day) ?? new Map();
      const run = runs.get(owner.runId) ?? { silver: [], gold: [], log: [] };
      run[bucket].push(key);
      days.set(owner.day, runs.set(owner.runId, run));
    }
  }
  return [...days].sort(([a], [b]) => (a < b ? -1 : 1));
}
