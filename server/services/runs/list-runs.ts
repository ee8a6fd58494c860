import { quantile } from 'd3-array';
import { z } from 'zod';
import { FIRST_STAGES } from '#domain/run.ts';
import { runFilterSchema, type UsualDuration } from '#domain/run-history.ts';
import { faultsOf } from '#domain/trend.ts';
import type { RunList } from '#domain/views.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { currentPlant } from '#server/services/plants/current-plant.ts';
import { runViewOf } from '#server/services/runs/run-view.ts';
import { database } from '#server/stores/database.ts';
import { listRunDurationsMs, listRunRows } from '#server/stores/runs.ts';
import { listTallies } from '#server/stores/verdict-tallies.ts';

const inputSchema = runFilterSchema.extend({
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** So many of the last runs that succeeded say how long one usually takes. */
const USUAL_OF_LAST = 30;

/** Runs of the plant, newest request first. */
export async function listRuns(input: z.input<typeof inputSchema> = {}): Promise<RunList> {
  const { cursor, limit, day, from, to, state, trigger, model } = parseInput(inputSchema, input);
  const db = database();
  const plant = await currentPlant();
  const rows = await listRunRows(db, plant.id, {
    limit: limit + 1,
    before: cursor,
    ...(day === undefined ? { from, to } : { day }),
    states: state,
    triggers: trigger,
    modelVersion: model,
  });
  const page = rows.slice(0, limit);
  const tallies = await listTallies(
    db,
    page.map(({ id }) => id),
  );
  return {
    plant,
    // Its arrays are counted in the transaction that publishes its verdicts.
    runs: page.map((run) => ({
      ...runViewOf(run),
      faults: run.arrayCount === null ? null : faultsOf(tallies.get(run.id)),
    })),
    usual: await usualDurations(plant.id),
    nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  };
}

async function usualDurations(plantId: string): Promise<UsualDuration[]> {
  const usual: UsualDuration[] = [];
  for (const fromStage of FIRST_STAGES) {
    const durationsMs = await listRunDurationsMs(database(), plantId, fromStage, USUAL_OF_LAST);
    const [p50Ms, p90Ms] = [quantile(durationsMs, 0.5), quantile(durationsMs, 0.9)];
    if (p50Ms === undefined || p90Ms === undefined) continue;
    usual.push({ fromStage, runs: durationsMs.length, p50Ms, p90Ms });
  }
  return usual;
}
