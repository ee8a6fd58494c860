// Every key in the object store is built here. A run writes below its own id, so a re-run never touches what is shown.

const shardName = (partition: number) => `shard-${String(partition).padStart(3, '0')}.parquet`;

export function silverPrefix(plantId: string, day: string, runId: string): string {
  return `silver/plant=${plantId}/day=${day}/run=${runId}`;
}

export function silverShardKey(plantId: string, day: string, runId: string, partition: number): string {
  return `${silverPrefix(plantId, day, runId)}/${shardName(partition)}`;
}

export function goldPrefix(plantId: string, day: string, runId: string): string {
  return `gold/plant=${plantId}/day=${day}/run=${runId}`;
}

export function goldShardKey(plantId: string, day: string, runId: string, partition: number): string {
  return `${goldPrefix(plantId, day, runId)}/${shardName(partition)}`;
}

/** The whole day's verdicts in one file: what operators download. */
export function goldDayKey(plantId: string, day: string, runId: string): string {
  return `${goldPrefix(plantId, day, runId)}/verdicts.parquet`;
}

// The bootstrap store: what a run needs before it begins.

export const MODELS_PREFIX = 'models';

export function modelFileKey(version: string, file: string): string {
  return `${MODELS_PREFIX}/${version}/${file}`;
}

/** Names the model in use; without it the bundled one is. */
export const MODEL_POINTER_KEY = `${MODELS_PREFIX}/current.json`;
