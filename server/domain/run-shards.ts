import { z } from 'zod';
import { STAGES } from '#domain/run.ts';
import { SHARD_STATES } from '#domain/state-machine.ts';

/** How a claim of a shard ended. Lost: its worker fell silent. Handed back: it was told to stop. */
export const ATTEMPT_OUTCOMES = ['succeeded', 'failed', 'lost', 'handed_back', 'cancelled'] as const;

export type AttemptOutcome = (typeof ATTEMPT_OUTCOMES)[number];

const instant = z.iso.datetime();
const place = { stage: z.enum(STAGES), partition: z.number().int() };

/** A shard as it stands. */
export const shardViewSchema = z.object({
  ...place,
  state: z.enum(SHARD_STATES),
  /** Attempts that were begun. */
  attempt: z.number().int(),
  done: z.number().int(),
  total: z.number().int(),
  /** True for work of an earlier run that this one took over. */
  taken: z.boolean(),
  error: z.string().nullable(),
});

/** One claim of a shard by a worker; `outcome` is null while it goes on. */
export const attemptViewSchema = z.object({
  ...place,
  fence: z.number().int(),
  attempt: z.number().int(),
  worker: z.string(),
  startedAt: instant,
  endedAt: instant.nullable(),
  outcome: z.enum(ATTEMPT_OUTCOMES).nullable(),
  error: z.string().nullable(),
});

/** What a run's timeline is made of: its shards by stage and partition, their attempts in the order they began. */
export const runShardsSchema = z.object({ shards: z.array(shardViewSchema), attempts: z.array(attemptViewSchema) });

export type ShardView = z.infer<typeof shardViewSchema>;
export type AttemptView = z.infer<typeof attemptViewSchema>;
export type RunShards = z.infer<typeof runShardsSchema>;
