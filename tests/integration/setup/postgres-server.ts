import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '#jobs/process/database/embedded-postgres.ts';
import { childEnvironment } from '#server/env.ts';
import { findPgbouncer, NO_PGBOUNCER, startPgbouncer } from './pgbouncer.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Through pgbouncer where HELIOGRAPH_TEST_PGBOUNCER asks for it. */
    postgresUrl: string;
    /** The server itself. */
    postgresServerUrl: string;
  }
}

/**
 * One real PostgreSQL for all integration tests; each file makes its own database on it. With HELIOGRAPH_TEST_DB_TIMEZONE
 * its sessions are in that zone, with HELIOGRAPH_TEST_PGBOUNCER the tests reach it through a pooler.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'heliograph postgres '));
  const stops = [() => rm(folder, { recursive: true })];
  const stop = async () => {
    for (const end of stops) await end();
  };
  try {
    const server = await startEmbeddedPostgres({ dataDir: path.join(folder, 'cluster') });
    stops.unshift(server.stop);
    const { HELIOGRAPH_TEST_DB_TIMEZONE: zone, HELIOGRAPH_TEST_PGBOUNCER: pooled } = childEnvironment();
    if (zone) await setTimeZone(server.url, zone);
    project.provide('postgresUrl', pooled ? await behindPgbouncer(server.url, stops) : server.url);
    project.provide('postgresServerUrl', server.url);
    return stop;
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What all sessions of the server begin with, unless they ask for another. */
async function setTimeZone(url: string, zone: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`alter system set timezone = ${client.escapeLiteral(zone)}`);
  await client.query('select pg_reload_conf()');
  await client.end();
}

async function behindPgbouncer(url: string, stops: (() => Promise<void>)[]): Promise<string> {
  const program = findPgbouncer();
  if (!program) throw new Error(`HELIOGRAPH_TEST_PGBOUNCER is set, and ${NO_PGBOUNCER}`);
  const pooler = await startPgbouncer(program, url);
  stops.unshift(pooler.stop);
  return pooler.url;
}
