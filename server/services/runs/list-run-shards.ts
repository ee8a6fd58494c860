import { z } from 'zod';
import type { RunShards } from '#domain/run-shards.ts';
import { requireAction } from '#server/auth/principal.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { getOwnRun } from '#server/services/runs/get-own-run.ts';
import { runShardsOf } from '#server/services/runs/shard-views.ts';
import { listAttemptRows } from '#server/stores/shard-attempts.ts';
import { listShardStates } from '#server/stores/shards.ts';

const inputSchema = z.object({ runId: z.uuid('not the id of a run') });

/** The shards of a run and every attempt at them. */
export async function listRunShards(context: ServiceContext, input: z.input<typeof inputSchema>): Promise<RunShards> {
  requireAction(context.principal, 'runs.read');
  const { runId } = parseInput(inputSchema, input);
  const { db } = context;
  const { id } = await getOwnRun(context, runId);
  const [shards, attempts] = await Promise.all([listShardStates(db, [id]), listAttemptRows(db, [id])]);
  return runShardsOf(shards, attempts);
}
