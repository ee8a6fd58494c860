import {
  type IngestResult,
  ingestResultSchema,
  type PredictResult,
  predictResultSchema,
} from '#server/domain/shard-results.ts';
import { database } from '#server/stores/database.ts';
import { listShardRows } from '#server/stores/shards.ts';

/** What the shards of a run's ingest and predict have left, by partition. */
export async function listStageResults(runId: string): Promise<{
  ingested: (IngestResult & { partition: number })[];
  predicted: PredictResult[];
}> {
  const ingest = await listShardRows(database(), runId, 'ingest');
  const predict = await listShardRows(database(), runId, 'predict');
  return {
    ingested: ingest.map(({ partition, result }) => ({ partition, ...ingestResultSchema.parse(result) })),
    predicted: predict.map(({ result }) => predictResultSchema.parse(result)),
  };
}
