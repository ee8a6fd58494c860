import { runIngest } from '#jobs/ingest/run.ts';
import { runNotifyShard } from '#jobs/notify/run-shard.ts';
import { runPredict } from '#jobs/predict/run.ts';
import { runPublish } from '#jobs/publish/run.ts';
import type { StageName } from '#server/domain/run.ts';
import type { ShardOutcome } from '#server/services/runs/complete-shard.ts';
import type { ShardContext } from './shard-context.ts';

/** What does a shard of each stage. */
export const STAGE_WORK: Record<StageName, (context: ShardContext) => Promise<ShardOutcome>> = {
  ingest: runIngest,
  predict: runPredict,
  publish: runPublish,
  notify: runNotifyShard,
};
