import { runIngest } from '#jobs/pipeline/stages/ingest/run.ts';
import { runNotifyShard } from '#jobs/pipeline/stages/notify/run-shard.ts';
import { runPredict } from '#jobs/pipeline/stages/predict/run.ts';
import { runPublish } from '#jobs/pipeline/stages/publish/run.ts';
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
