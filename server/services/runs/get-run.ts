import { z } from 'zod';
import { addCounts, emptyShardCounts, shardCountsSchema } from '#domain/reading-counts.ts';
import type { RunDetail } from '#domain/views.ts';
import { requireAction } from '#server/auth/principal.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { getOwnRun } from '#server/services/runs/get-own-run.ts';
import { runEventViewOf, runViewOf } from '#server/services/runs/run-view.ts';
import { listRunEvents } from '#server/stores/run-events.ts';
import { listShardCounts } from '#server/stores/shards.ts';

const inputSchema = z.object({ runId: z.uuid('not the id of a run') });

/** A run with its log and what its ingest counted over all shards. */
export async function getRun(context: ServiceContext, input: { runId: string }): Promise<RunDetail> {
  requireAction(context.principal, 'runs.read');
  const { runId } = parseInput(inputSchema, input);
  const { db } = context;
  const [run, events, shardCounts] = await Promise.all([
    getOwnRun(context, runId),
    listRunEvents(db, runId),
    listShardCounts(db, runId),
  ]);
  return {
    ...runViewOf(run),
    counts: shardCounts.length === 0 ? null : sumCounts(shardCounts),
    events: events.map(runEventViewOf),
  };
}

function sumCounts(shards: readonly unknown[]) {
  return shards.map((counts) => shardCountsSchema.parse(counts)).reduce(addCounts, emptyShardCounts());
}
