import pg from 'pg';
import { vi } from 'vitest';
import { WAIT_MS } from '../../limits.ts';

export interface ShardRow {
  stage: string;
  partition: number;
  state: string;
  attempt: number;
  fence: number;
  worker: string | null;
}

/** Looks at the shards of runs, quickly and past the product. */
export async function openShardRows(url: string) {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  const list = async (runId: string): Promise<ShardRow[]> => {
    const text = 'select stage, "partition", state, attempt, fence, worker from shard where "runId" = $1';
    return (await client.query<ShardRow>(text, [runId])).rows;
  };
  return {
    list,
    /** Process ids of the workers that hold shards of a stage, once there are any; none when the stage is over. */
    holders: (runId: string, stage: string): Promise<number[]> =>
      vi.waitUntil(
        async () => {
          const rows = (await list(runId)).filter((row) => row.stage === stage);
          const held = rows.filter(({ state }) => state === 'running').map(pidOf);
          const over = rows.length > 0 && rows.every(({ state }) => state !== 'running' && state !== 'pending');
          return held.length > 0 || over ? [...new Set(held)] : null;
        },
        { timeout: WAIT_MS, interval: 5 },
      ),
    close: () => client.end(),
  };
}

/** A worker's name is host, process id and a random part. */
export function pidOf({ worker }: Pick<ShardRow, 'worker'>): number {
  return Number(/-(\d+)-[0-9a-f]+$/.exec(worker ?? '')?.[1]);
}
