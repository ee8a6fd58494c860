import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dataPath } from '#server/env.ts';
import { openClient } from '#server/stores/postgres.ts';
import { descendants } from './process-watch.ts';

export interface Surroundings {
  /** Resident memory, open file descriptors and threads of the worker. */
  workerBytes: number;
  handles: number;
  threads: number;
  /** To the database, of everybody. */
  connections: number;
  /** Half-written objects, and what ours left in the folder for temporary files. */
  partFiles: number;
  /** Tables of the queue, and of shards and run events. */
  queueBytes: number;
  shardBytes: number;
  /** In all tables, not yet vacuumed. */
  deadRows: number;
}

/** What a worker and its runs hold now. */
export async function lookAround(databaseUrl: string): Promise<Surroundings> {
  const worker = descendants().find(({ role }) => role === 'worker')?.pid ?? 0;
  const status = await readFile(`/proc/${worker}/status`, 'utf8');
  const field = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
  return {
    workerBytes: field('VmRSS') * 1024,
    handles: (await readdir(`/proc/${worker}/fd`)).length,
    threads: field('Threads'),
    partFiles: await countPartFiles(),
    ...(await askDatabase(databaseUrl)),
  };
}

async function countPartFiles(): Promise<number> {
  const objects = await readdir(dataPath('objects'), { recursive: true });
  const temporary = await readdir(tmpdir());
  return (
    objects.filter((name) => /\.(part|tmp)/.test(name)).length +
    temporary.filter((name) => name.startsWith('heliograph-export')).length
  );
}

async function askDatabase(url: string) {
  const client = await openClient(url);
  try {
    const { rows } = await client.query<Record<'connections' | 'queue' | 'shards' | 'dead', string>>(`
      select
        (select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()) connections,
        (select sum(pg_total_relation_size(oid)) from pg_class where relkind = 'r' and relnamespace = 'pgboss'::regnamespace) queue,
        pg_total_relation_size('shard') + pg_total_relation_size('run_event') shards,
        (select sum(n_dead_tup) from pg_stat_user_tables) dead`);
    const [row] = rows;
    return {
      connections: Number(row?.connections),
      queueBytes: Number(row?.queue),
      shardBytes: Number(row?.shards),
      deadRows: Number(row?.dead),
    };
  } finally {
    await client.end();
  }
}
