import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { plantDayOf, shiftPlantDay } from '#domain/plant-day.ts';
import { buildConsole } from '#jobs/dev/start/build-console.ts';
import { startConsole } from '#jobs/dev/start/console.ts';
import { seedIndex } from '#jobs/lab/bench/api/seed-index.ts';
import { beginSession, headersOf } from '#jobs/lab/bench/ui/session.ts';
import { startEmbeddedPostgres } from '#jobs/process/database/embedded-postgres.ts';
import { applyMigrations } from '#jobs/process/database/migrate.ts';
import { freePort } from '#jobs/process/ports.ts';
import { systemPrincipal } from '#server/auth/principal.ts';
import { adoptSetting } from '#server/env.ts';
import { HeliographError } from '#server/errors.ts';
import { closeJobQueue, installQueue } from '#server/gateways/queue/job-queue.ts';
import { log } from '#server/log.ts';
import { openInstallation, openSystem } from '#server/services/context.ts';
import { registerDemoPlant } from '#server/services/plants/register-demo-plant.ts';
import { createToken } from '#server/services/tokens/create-token.ts';
import { closeDatabase } from '#server/stores/database.ts';
import { holdEndpoint } from './hold-endpoint.ts';

const CLIENTS = 200;
const print = (line: string) => process.stdout.write(`${line}\n`);

/**
 * 200 clients, 30 s at each of three doors of the production build: readiness, a page and a list of the API. Throws when
 * one answer is not 200.
 */
export async function benchEndpoints(
  { arrays, days, seconds }: { arrays: number; days: number; seconds: number },
  signal: AbortSignal,
): Promise<void> {
  log.level = 'silent';
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'heliograph-bench-'));
  const stopping: (() => Promise<unknown>)[] = [() => rm(scratch, { recursive: true })];
  try {
    await buildConsole(signal);
    const postgres = await startEmbeddedPostgres({ dataDir: path.join(scratch, 'postgres') });
    stopping.unshift(closeJobQueue, closeDatabase, postgres.stop);
    adoptSetting('DATABASE_URL', postgres.url);
    adoptSetting('HELIOGRAPH_DATA', scratch);
    await applyMigrations(postgres.url);
    await installQueue(postgres.url);
    const { plantId, utcOffsetMinutes } = await registerDemoPlant(openSystem(), { arrays: Math.min(arrays, 48) });
    const lastDay = shiftPlantDay(plantDayOf(Date.now(), utcOffsetMinutes), -1);
    await seedIndex(postgres.url, { plantId, arrays, days, lastDay });
    const port = await freePort();
    const origin = `http://127.0.0.1:${port}`;
    const cookies = everyone(headersOf(await beginSession(origin)));
    adoptSetting('RATE_READS_PER_MINUTE', '1000000');
    const served = await startConsole(port, path.join(scratch, 'logs'), signal);
    stopping.unshift(served.stop);
    const endpoints = { '/api/health/ready': everyone({}), '/runs': cookies, '/api/v1/plant-days': await tokens() };
    let failed = 0;
    for (const [endpoint, headers] of Object.entries(endpoints)) {
      await holdEndpoint({ url: `${origin}${endpoint}`, headers: headers.slice(0, 4), seconds: 1 }, signal);
      const { errors, ...figures } = await holdEndpoint({ url: `${origin}${endpoint}`, headers, seconds }, signal);
      const count = Object.values(errors).reduce((sum, number) => sum + number, 0);
      failed += count;
      const { requests, perSecond, p50Ms, p99Ms } = figures;
      print(`${endpoint.padEnd(20)} ${requests} requests, ${perSecond} a second, p50 ${p50Ms} ms, p99 ${p99Ms} ms`);
      print(`${''.padEnd(20)} errors ${count}${count === 0 ? '' : `: ${JSON.stringify(errors)}`}`);
    }
    print(
      `${CLIENTS} clients, ${seconds} s a door; load of the machine ${os.loadavg().map((load) => load.toFixed(1))}`,
    );
    // Why is in the console's log, which goes with the scratch folder.
    if (failed > 0) print(served.lastLines());
    if (failed > 0) throw new HeliographError('internal', `${failed} requests were not answered with 200`);
  } finally {
    for (const stop of stopping) await stop();
  }
}

function everyone(headers: Record<string, string>): Record<string, string>[] {
  return Array.from({ length: CLIENTS }, () => headers);
}

/** A program of its own for each client. */
async function tokens(): Promise<Record<string, string>[]> {
  const made: Record<string, string>[] = [];
  for (let client = 0; client < CLIENTS; client++) {
    const wanted = {
      name: `bench ${client}`,
      kind: 'service',
      role: 'viewer',
      scopes: ['plant.read'],
      days: 1,
    } as const;
    const { token } = await createToken(openInstallation(systemPrincipal('bench')), {
      ...wanted,
      scopes: [...wanted.scopes],
    });
    made.push({ authorization: `Bearer ${token}` });
  }
  return made;
}
