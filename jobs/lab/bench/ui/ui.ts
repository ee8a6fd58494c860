import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { plantDayOf, shiftPlantDay } from '#domain/plant-day.ts';
import { buildConsole } from '#jobs/dev/start/build-console.ts';
import { startConsole } from '#jobs/dev/start/console.ts';
import { step } from '#jobs/dev/start/steps.ts';
import { startEmbeddedPostgres } from '#jobs/process/database/embedded-postgres.ts';
import { applyMigrations } from '#jobs/process/database/migrate.ts';
import { freePort } from '#jobs/process/ports.ts';
import { adoptSetting, dataPath } from '#server/env.ts';
import { closeDatabase } from '#server/stores/database.ts';
import { requireChromium } from '#tests/chromium.ts';
import { budgetLines, printLines } from './budgets.ts';
import { measureApi } from './measure-api.ts';
import { measurePage } from './measure-page.ts';
import { seedPlant } from './seed-plant.ts';
import { beginSession } from './session.ts';

const DAYS = 30;
const PLANT = 'bench';

/** Seeds a plant into a database of its own, serves the production build on it and holds the page against its budgets. */
export async function benchUi(
  { arrays, rounds }: { arrays: number; rounds: number },
  signal: AbortSignal,
): Promise<void> {
  const executablePath = requireChromium();
  const outFile = dataPath('bench', 'ui.json');
  const folder = await mkdtemp(path.join(tmpdir(), 'heliograph-bench-ui-'));
  const stopping: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
  try {
    await step('console built', () => buildConsole(signal));
    const postgres = await startEmbeddedPostgres({ dataDir: path.join(folder, 'postgres') });
    stopping.unshift(closeDatabase, postgres.stop);
    adoptSetting('DATABASE_URL', postgres.url);
    adoptSetting('HELIOGRAPH_DATA', folder);
    adoptSetting('HELIOGRAPH_PLANT', PLANT);
    await applyMigrations(postgres.url);
    const lastDay = shiftPlantDay(plantDayOf(Date.now(), 60), -1);
    await step(`${arrays} arrays x ${DAYS} days of synthetic index rows seeded`, () =>
      seedPlant(postgres.url, { plantId: PLANT, arrays, days: DAYS, lastDay }),
    );
    const port = await freePort();
    const visitor = await beginSession(`http://127.0.0.1:${port}`);
    const console = await step('console up', () => startConsole(port, path.join(folder, 'logs'), signal));
    stopping.unshift(console.stop);
    const days = Array.from({ length: DAYS }, (_, age) => shiftPlantDay(lastDay, -age));
    const api = await step('API asked', () => measureApi(visitor, days));
    const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: ['--no-sandbox'] });
    stopping.unshift(() => browser.close());
    const page = await step('page measured', () => measurePage(browser, visitor, rounds));
    const lines = budgetLines(page, api);
    const load = loadavg().map((value) => Number(value.toFixed(2)));
    await mkdir(path.dirname(outFile), { recursive: true });
    await writeFile(outFile, `${JSON.stringify({ at: new Date(), arrays, days: DAYS, load, lines, page }, null, 2)}\n`);
    process.stdout.write(`\n${printLines(lines)}\n\ninteractions, slowest event of each:\n`);
    for (const [name, ms] of Object.entries(page.interactionsBy)) process.stdout.write(`  ${name}: ${ms} ms\n`);
    process.stdout.write(`CPU slowed 4x; load of the machine ${load.join(' ')}; written to ${outFile}\n`);
  } finally {
    for (const stop of stopping) await stop();
  }
}
