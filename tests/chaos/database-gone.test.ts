import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#jobs/process/database/embedded-postgres.ts';
import { applyMigrations } from '#jobs/process/database/migrate.ts';
import { adoptSetting } from '#server/env.ts';
import { closeJobQueue } from '#server/gateways/queue/job-queue.ts';
import { closeDatabase } from '#server/stores/database.ts';
import { givenDay, goldDigest, requestDay, untilEnded } from '#tests/chaos/setup/given-day.ts';
import { openShardRows } from '#tests/chaos/setup/shard-rows.ts';
import { startTcpProxy, type TcpProxy } from '#tests/chaos/setup/tcp-proxy.ts';
import { endWorkers, startWorker } from '#tests/chaos/setup/worker-process.ts';
import { WAIT_MS } from '#tests/limits.ts';

/** So many connections of theirs are to have been refused before the workers are let in again. */
const REFUSALS = 6;
let folder = '';
let server: EmbeddedPostgres;
let door: TcpProxy;

/** The address of the database through another port. */
function through(url: string, port: number): string {
  const address = new URL(url);
  address.port = `${port}`;
  return address.href;
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'heliograph faults '));
  server = await startEmbeddedPostgres({ dataDir: path.join(folder, 'cluster') });
  door = await startTcpProxy(server.port);
  adoptSetting('DATABASE_URL', server.url);
  adoptSetting('HELIOGRAPH_DATA', folder);
  adoptSetting('LOG_LEVEL', 'silent');
  await applyMigrations(server.url);
});
const day = givenDay(24);
beforeAll(async () => {
  const settings = { DATABASE_URL: through(server.url, door.port) };
  await Promise.all([startWorker(settings), startWorker(settings)]);
});
afterAll(async () => {
  await endWorkers();
  await closeJobQueue();
  await closeDatabase();
  await door.close();
  await server.stop();
  await rm(folder, { recursive: true });
});

async function untilTaken(runId: string): Promise<void> {
  const rows = await openShardRows(server.url);
  await rows.holders(runId, 'ingest');
  await rows.close();
}

describe('workers cut off from the database', () => {
  it('take up their run when it is back, and the gold is the same', async () => {
    const runId = await requestDay();
    await untilTaken(runId);
    door.pointTo(null);
    await vi.waitUntil(() => door.refused() >= REFUSALS, { timeout: WAIT_MS, interval: 50 });
    door.pointTo(server.port);
    const startMs = performance.now();
    expect((await untilEnded(runId)).state).toBe('succeeded');
    process.stdout.write(
      `done ${((performance.now() - startMs) / 1000).toFixed(1)} s after the connection came back\n`,
    );
    expect(await goldDigest()).toBe(day.gold);
  });

  it('go on after a restart of PostgreSQL in the middle of a run', async () => {
    const runId = await requestDay();
    await untilTaken(runId);
    await closeJobQueue();
    await closeDatabase();
    await server.stop();
    server = await startEmbeddedPostgres({ dataDir: path.join(folder, 'cluster') });
    adoptSetting('DATABASE_URL', server.url);
    door.pointTo(server.port);
    const startMs = performance.now();
    expect((await untilEnded(runId)).state).toBe('succeeded');
    process.stdout.write(`done ${((performance.now() - startMs) / 1000).toFixed(1)} s after the restart\n`);
    expect(await goldDigest()).toBe(day.gold);
  });
});
