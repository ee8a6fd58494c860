import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { buildConsole } from '#jobs/dev/start/build-console.ts';
import { startConsole } from '#jobs/dev/start/console.ts';
import { applyMigrations } from '#jobs/process/database/migrate.ts';
import { freePort } from '#jobs/process/ports.ts';
import { systemPrincipal } from '#server/auth/principal.ts';
import { adoptSetting, commandFolder } from '#server/env.ts';
import { closeJobQueue } from '#server/gateways/queue/job-queue.ts';
import { log } from '#server/log.ts';
import { openInstallation } from '#server/services/context.ts';
import { createToken } from '#server/services/tokens/create-token.ts';
import { closeDatabase } from '#server/stores/database.ts';
import { indexFigures } from './index-figures.ts';
import { type LoadFigures, load } from './load.ts';
import { plansOf, startExplainingPostgres } from './plans.ts';
import { prepareYear } from './prepare-year.ts';
import { listReads, type PathOf } from './reads.ts';

const CLIENTS = 50;
const SCOPES = ['plant.read', 'runs.read', 'faults.read', 'model.read'];
const BUDGETS = { p50Ms: 30, p99Ms: 150 };
const print = (line = '') => process.stdout.write(`${line}\n`);
const mebibytes = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MiB`;

type Reads = Record<string, { paced: LoadFigures; saturated: LoadFigures }>;

/**
 * Times the reads of the API on the production build over an index of `arrays` x `days` verdicts, at 50 concurrent clients:
 * each asking once a second, and each as fast as it gets answers. Writes JSON with the plans of the slowest three, how large
 * the index is, and how long publishing one more day took.
 */
export async function benchApi(
  options: { arrays: number; days: number; rounds: number; out: string },
  signal: AbortSignal,
): Promise<void> {
  log.level = 'silent';
  const { arrays, days, rounds, out } = options;
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'heliograph-bench-'));
  const cluster = path.join(scratch, 'postgres');
  const stopping: (() => Promise<unknown>)[] = [() => rm(scratch, { recursive: true })];
  try {
    await buildConsole(signal);
    const postgres = await startExplainingPostgres(cluster);
    stopping.unshift(closeJobQueue, closeDatabase, postgres.stop);
    adoptSetting('DATABASE_URL', postgres.url);
    adoptSetting('HELIOGRAPH_DATA', scratch);
    adoptSetting('HELIOGRAPH_SCHEDULE', 'off');
    adoptSetting('KAFKA_SERVERS', '');
    // A client here asks in a minute what others do in a day.
    adoptSetting('RATE_READS_PER_MINUTE', '1000000');
    await applyMigrations(postgres.url);
    const { plant, verdicts, publish } = await prepareYear(postgres.url, { arrays, days }, signal);
    print(`${verdicts} synthetic verdicts of ${arrays} arrays on ${days - 1} days`);
    print(`publishing ${publish.arrays} verdicts of one more day took ${publish.wallMs} ms`);
    const index = await indexFigures(postgres.url);
    print(`index: ${mebibytes(index.totalBytes)}; ${index.tables.map(tableWords).join('; ')}`);

    const port = await freePort();
    const served = await startConsole(port, path.join(scratch, 'logs'), signal);
    stopping.unshift(served.stop);
    const ask = { origin: `http://127.0.0.1:${port}`, tokens: await clientTokens() };
    const paths = await listReads(plant);
    const reads = await timeReads(paths, ask, rounds, signal);
    const plans: Record<string, string[]> = {};
    for (const name of slowestOf(reads, 3)) {
      const once = {
        ...ask,
        tokens: ask.tokens.slice(0, 1),
        requestsEach: 1,
        thinkMs: 0,
        pathOf: paths[name] ?? String,
      };
      plans[name] = await plansOf(postgres.url, cluster, () => load(once, signal));
    }
    const machine = { cpus: os.cpus().length, cpu: os.cpus()[0]?.model ?? '', loadAverage: os.loadavg()[0] };
    const subject = { arrays, days, clients: CLIENTS, requestsEach: rounds };
    const file = path.resolve(commandFolder(), out);
    const record = { subject, machine, budgets: BUDGETS, index, publish, reads, plans };
    await writeFile(file, `${JSON.stringify(record, null, 2)}\n`);
    print(`${verdictOn(reads)}. ${file}`);
  } finally {
    for (const stop of stopping) await stop();
  }
}

/** A service of its own for each client: fifty programs, not one that asks fifty times as much. */
async function clientTokens(): Promise<string[]> {
  const actor = systemPrincipal('bench');
  const tokens: string[] = [];
  for (let client = 0; client < CLIENTS; client++) {
    const name = `bench ${client}`;
    const made = await createToken(openInstallation(actor), {
      name,
      kind: 'service',
      role: 'viewer',
      scopes: SCOPES,
      days: 1,
    });
    tokens.push(made.token);
  }
  return tokens;
}

async function timeReads(
  paths: Record<string, PathOf>,
  ask: { origin: string; tokens: readonly string[] },
  rounds: number,
  signal: AbortSignal,
): Promise<Reads> {
  const heads = ['p50', 'p99', 'saturated p50', 'a second', 'bytes'];
  print(`${`${CLIENTS} clients, ms`.padEnd(28)}${heads.map((head) => head.padStart(14)).join('')}`);
  const reads: Reads = {};
  for (const [name, pathOf] of Object.entries(paths)) {
    await load({ ...ask, pathOf, requestsEach: 2, thinkMs: 0 }, signal);
    const paced = await load({ ...ask, pathOf, requestsEach: rounds, thinkMs: 1000 }, signal);
    const saturated = await load({ ...ask, pathOf, requestsEach: rounds, thinkMs: 0 }, signal);
    reads[name] = { paced, saturated };
    const columns = [paced.p50Ms, paced.p99Ms, saturated.p50Ms, saturated.perSecond, paced.bytes];
    print(`${name.padEnd(28)}${columns.map((column) => String(column).padStart(14)).join('')}`);
  }
  return reads;
}

function slowestOf(reads: Reads, count: number): string[] {
  const slowestFirst = Object.entries(reads).sort(([, a], [, b]) => b.paced.p99Ms - a.paced.p99Ms);
  return slowestFirst.slice(0, count).map(([name]) => name);
}

function verdictOn(reads: Reads): string {
  const over = Object.entries(reads).filter(
    ([, { paced }]) => paced.p50Ms > BUDGETS.p50Ms || paced.p99Ms > BUDGETS.p99Ms,
  );
  const words = over.length === 0 ? 'every read is within' : `over: ${over.map(([name]) => name).join(', ')}`;
  return `budgets ${BUDGETS.p50Ms} and ${BUDGETS.p99Ms} ms, each client asking once a second: ${words}`;
}

function tableWords({ name, rows, bytes, indexBytes }: Awaited<ReturnType<typeof indexFigures>>['tables'][number]) {
  return `${name} ${rows} rows, ${mebibytes(bytes)} of which indexes ${mebibytes(indexBytes)}`;
}
