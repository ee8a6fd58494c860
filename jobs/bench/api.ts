import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { buildConsole } from '#jobs/start/build-console.ts';
import { startConsole } from '#jobs/start/console.ts';
import { applyMigrations } from '#jobs/start/migrate.ts';
import { freePort } from '#jobs/start/ports.ts';
import { systemPrincipal } from '#server/auth/principal.ts';
import { plantDayOf, shiftPlantDay } from '#server/domain/plant-day.ts';
import { adoptSetting, commandFolder, readSettings } from '#server/env.ts';
import { log } from '#server/log.ts';
import { createToken } from '#server/services/tokens/create-token.ts';
import { listArrayRows } from '#server/stores/arrays.ts';
import { closeDatabase, database } from '#server/stores/database.ts';
import { listRunRows } from '#server/stores/runs.ts';
import { type LoadFigures, load } from './api-load.ts';
import { plansOf, startExplainingPostgres } from './api-plans.ts';
import { seedVerdicts } from './api-seed.ts';
import type { BenchOptions } from './options.ts';

const CLIENTS = 50;
const BUDGETS = { p50Ms: 30, p99Ms: 150 };
const print = (line = '') => process.stdout.write(`${line}\n`);

type Paths = Record<string, (client: number, n: number) => string>;

/**
 * Times every read of the API on the production build over an index of `arrays` x `days` synthetic verdicts, at 50
 * concurrent clients: each asking once a second, and each as fast as it gets answers. Writes JSON with the plans of the
 * slowest three.
 */
export async function benchApi({ arrays, days, rounds, out }: BenchOptions, signal: AbortSignal): Promise<void> {
  log.level = 'silent';
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'heliograph-bench-'));
  const cluster = path.join(scratch, 'postgres');
  const stopping: (() => Promise<unknown>)[] = [() => rm(scratch, { recursive: true })];
  try {
    await buildConsole(signal);
    const postgres = await startExplainingPostgres(cluster);
    stopping.unshift(closeDatabase, postgres.stop);
    adoptSetting('DATABASE_URL', postgres.url);
    adoptSetting('HELIOGRAPH_DATA', scratch);
    await applyMigrations(postgres.url);
    const plantId = readSettings().HELIOGRAPH_PLANT;
    const verdicts = await seedVerdicts(postgres.url, { plantId, arrays, days });
    print(`${verdicts} synthetic verdicts of ${arrays} arrays on ${days} days`);
    signal.throwIfAborted();

    const scopes = ['plant.read', 'runs.read', 'model.read'];
    const actor = systemPrincipal('bench');
    const { token } = await createToken(actor, { name: 'bench', kind: 'service', role: 'viewer', scopes, days: 1 });
    const port = await freePort();
    const served = await startConsole(port, path.join(scratch, 'logs'), signal);
    stopping.unshift(served.stop);
    const paths = await readsOf(days);
    const ask = { origin: `http://127.0.0.1:${port}`, token, clients: CLIENTS };

    const reads: Record<string, { paced: LoadFigures; saturated: LoadFigures }> = {};
    print(
      `${'50 clients'.padEnd(24)}${['p50', 'p99', 'saturated p50', 'a second', 'bytes'].map((h) => h.padStart(15)).join('')}`,
    );
    for (const [name, pathOf] of Object.entries(paths)) {
      await load({ ...ask, pathOf, requestsEach: 2, thinkMs: 0 }, signal);
      const paced = await load({ ...ask, pathOf, requestsEach: rounds, thinkMs: 1000 }, signal);
      const saturated = await load({ ...ask, pathOf, requestsEach: rounds, thinkMs: 0 }, signal);
      reads[name] = { paced, saturated };
      const columns = [paced.p50Ms, paced.p99Ms, saturated.p50Ms, saturated.perSecond, paced.bytes];
      print(`${name.padEnd(24)}${columns.map((column) => String(column).padStart(15)).join('')}`);
    }

    const slowest = Object.entries(reads)
      .sort(([, a], [, b]) => b.paced.p99Ms - a.paced.p99Ms)
      .slice(0, 3);
    const plans: Record<string, string[]> = {};
    for (const [name] of slowest) {
      const once = { ...ask, clients: 1, requestsEach: 1, thinkMs: 0, pathOf: paths[name] ?? (() => '/') };
      plans[name] = await plansOf(postgres.url, cluster, () => load(once, signal));
    }
    const machine = { cpus: os.cpus().length, cpu: os.cpus()[0]?.model ?? '', loadAverage: os.loadavg()[0] };
    const subject = { verdicts, arrays, days, synthetic: true, clients: CLIENTS, requestsEach: rounds };
    const file = path.resolve(commandFolder(), out);
    await writeFile(file, `${JSON.stringify({ subject, machine, budgets: BUDGETS, reads, plans }, null, 2)}\n`);
    const over = Object.entries(reads).filter(
      ([, { paced }]) => paced.p50Ms > BUDGETS.p50Ms || paced.p99Ms > BUDGETS.p99Ms,
    );
    const verdict = over.length === 0 ? 'every read is within' : `over: ${over.map(([name]) => name).join(', ')}`;
    print(`budgets ${BUDGETS.p50Ms} and ${BUDGETS.p99Ms} ms, each client asking once a second: ${verdict}. ${file}`);
  } finally {
    for (const stop of stopping) await stop();
  }
}

/** The reads, each spread over arrays, days and runs so that no answer is the one before. */
async function readsOf(days: number): Promise<Paths> {
  const plantId = readSettings().HELIOGRAPH_PLANT;
  const devices = (await listArrayRows(database(), plantId)).map(({ deviceId }) => deviceId);
  const runs = (await listRunRows(database(), plantId, { limit: 50 })).map(({ id }) => id);
  const yesterday = shiftPlantDay(plantDayOf(Date.now(), 0), -1);
  const pick = <T>(list: readonly T[], client: number, n: number) => list[(client * 997 + n * 389) % list.length];
  const dayOf = (client: number, n: number) => shiftPlantDay(yesterday, -((client * 7 + n * 3) % days));
  const device = (client: number, n: number) => pick(devices, client, n) ?? '';
  const run = (client: number, n: number) => pick(runs, client, n) ?? '';
  return {
    plants: () => '/api/v1/plants',
    arrays: () => '/api/v1/arrays',
    array: (c, n) => `/api/v1/arrays/${device(c, n)}`,
    result: (c, n) => `/api/v1/results?deviceId=${device(c, n)}&day=${dayOf(c, n)}`,
    'results, a page': (c, n) => `/api/v1/plant-days/${dayOf(c, n)}/results`,
    'results, faults': (c, n) => `/api/v1/plant-days/${dayOf(c, n)}/results?condition=arc_fault&minConfidence=0.7`,
    'array-day': (c, n) => `/api/v1/arrays/${device(c, n)}/days/${dayOf(c, n)}`,
    'plant-days, 90': () => '/api/v1/plant-days',
    'plant-day, every array': (c, n) => `/api/v1/plant-days/${dayOf(c, n)}`,
    runs: () => '/api/v1/runs',
    run: (c, n) => `/api/v1/runs/${run(c, n)}`,
    'run events': (c, n) => `/api/v1/runs/${run(c, n)}/events`,
    model: () => '/api/v1/model',
  };
}
