import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#jobs/process/database/embedded-postgres.ts';
import { openClient } from '#server/stores/postgres.ts';

const LOG = 'plans.log';

/** PostgreSQL of its own in a folder, ready to write down the plans of the statements that it is really asked. */
export async function startExplainingPostgres(dataDir: string): Promise<EmbeddedPostgres> {
  const first = await startEmbeddedPostgres({ dataDir });
  await alter(first.url, {
    logging_collector: 'on',
    log_directory: dataDir,
    log_filename: LOG,
    log_line_prefix: '',
    session_preload_libraries: 'auto_explain',
    'auto_explain.log_analyze': 'on',
    'auto_explain.log_buffers': 'on',
    'auto_explain.log_min_duration': '-1',
    // As a server of a plant of this size has it.
    shared_buffers: '512MB',
  });
  await first.stop();
  return startEmbeddedPostgres({ dataDir });
}

/** The plans, with their times, of every statement that a piece of work asks the database. */
export async function plansOf(url: string, dataDir: string, work: () => Promise<unknown>): Promise<string[]> {
  await alter(url, { 'auto_explain.log_min_duration': '0' });
  await delay(300);
  const before = (await readLog(dataDir)).length;
  await work();
  await alter(url, { 'auto_explain.log_min_duration': '-1' });
  await delay(300);
  const written = (await readLog(dataDir)).slice(before);
  return written
    .split(/^LOG: {2}/m)
    .filter((entry) => entry.startsWith('duration:') && entry.includes('plan:'))
    .map((entry) => entry.trim());
}

function readLog(dataDir: string): Promise<string> {
  return readFile(path.join(dataDir, LOG), 'utf8');
}

async function alter(url: string, settings: Record<string, string>): Promise<void> {
  const client = await openClient(url);
  try {
    for (const [name, value] of Object.entries(settings)) {
      await client.query(`alter system set ${name} = ${client.escapeLiteral(value)}`);
    }
    await client.query('select pg_reload_conf()');
  } finally {
    await client.end();
  }
}
