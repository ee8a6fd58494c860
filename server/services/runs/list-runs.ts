import { quantile } from 'd3-array';
import { z } from 'zod';
import { FIRST_STAGES } from '#domain/run.ts';
import { runFilterSchema, type UsualDuration } from '#domain/run-history.ts';
import { faultsOf } from '#domain/trend.ts';
import type { RunList } from '#domain/views.ts';
import { requireAction } from '#server/auth/principal.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { plantViewOf } from '#server/services/plants/plant-view.ts';
import { runViewOf } from '#server/services/runs/run-view.ts';
import { listRunDurationsMs, listRunRows } from '#server/stores/runs.ts';
import { listTallies } from '#server/stores/verdict-tallies.ts';

const inputSchema = runFilterSchema.extend({
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** So many of the last runs that succeeded say how long one usually takes. */
const USUAL_OF_LAST = 30;

/** Runs of the plant, newest request first. */
export async function listRuns(context: ServiceContext, input: z.input<typeof inputSchema> = {}): Promise<RunList> {
  requireAction(context.principal, 'runs.read');
  const { cursor, limit, day, from, to, state, trigger, model } = parseInput(inputSchema, input);
  const { db, plant } = context;
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
    plant: plantViewOf(plant),
    // Its arrays are counted in the transaction that publishes its verdicts.
    runs: page.map((run) => ({
      ...runViewOf(run),
      faults: run.arrayCount === null ? null : faultsOf(tallies.get(run.id)),
    })),
    usual: await usualDurations(context),
    nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  };
}

async function usualDurations({ db, plant }: ServiceContext): Promise<UsualDuration[]> {
  const usual: UsualDuration[] = [];
  for (const fromStage of FIRST_STAGES) {
    const durationsMs = await listRunDurationsMs(db, plant.id, fromStage, USUAL_OF_LAST);
    const [p50Ms, p90Ms] = [quantile(durationsMs, 0.5), quantile(durationsMs, 0.9)];
    if (p50Ms === undefined || p90Ms === undefined) continue;
    usual.push({ fromStage, runs: durationsMs.length, p50Ms, p90Ms });
  }
  return usual;
}
