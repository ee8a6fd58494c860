import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { z } from 'zod';
import { buildConsole } from '#jobs/dev/start/build-console.ts';
import { freePort } from '#jobs/process/ports.ts';
import { projectRoot } from '#jobs/process/project-root.ts';
import { childEnvironment } from '#server/env.ts';
import { messageOf } from '#server/errors.ts';
import { ensureChromium } from './chromium.ts';

interface Tally {
  passed: number;
  failed: number;
  skipped: number;
  /** Passed, but only the second time. */
  flaky: number;
}

const vitestReport = z
  .object({ numPassedTests: z.number(), numFailedTests: z.number(), numPendingTests: z.number(), success: z.boolean() })
  .transform(
    ({ numPassedTests, numFailedTests, numPendingTests, success }): Tally => ({
      passed: numPassedTests,
      // A file that could not be loaded has no tests, yet it failed.
      failed: numFailedTests || (success ? 0 : 1),
      skipped: numPendingTests,
      flaky: 0,
    }),
  );

const playwrightReport = z
  .object({ stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }) })
  .transform(
    ({ stats }): Tally => ({
      passed: stats.expected + stats.flaky,
      failed: stats.unexpected,
      skipped: stats.skipped,
      flaky: stats.flaky,
    }),
  );

const reports = await mkdtemp(path.join(tmpdir(), 'heliograph-reports-'));
const journeyData = await mkdtemp(path.join(tmpdir(), 'heliograph journey '));
const total: Tally = { passed: 0, failed: 0, skipped: 0, flaky: 0 };
const add = (tally: Tally) => {
  total.passed += tally.passed;
  total.failed += tally.failed;
  total.skipped += tally.skipped;
  total.flaky += tally.flaky;
};

try {
  await buildConsole();
  ensureChromium(projectRoot);
  const vitestFile = path.join(reports, 'vitest.json');
  const vitest = [
    'vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${vitestFile}`,
  ];
  add(await runTests('vitest', vitest, vitestFile, vitestReport));
  const playwrightFile = path.join(reports, 'playwright.json');
  const playwright = ['@playwright/test/cli.js', 'test', '--reporter=list,json'];
  add(await runTests('playwright', playwright, playwrightFile, playwrightReport));
} catch (error) {
  process.stderr.write(`${messageOf(error)}\n`);
  total.failed++;
}
for (const folder of [reports, journeyData]) await rm(folder, { recursive: true, force: true });
if (total.flaky > 0) process.stdout.write(`\n${total.flaky} passed only when tried again\n`);
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed${skipped}\n`);
process.exitCode = total.failed > 0 ? 1 : 0;

/** Runs a test runner with its output shown; one that ends badly without saying which test failed counts as one failure. */
async function runTests(name: string, words: string[], report: string, schema: z.ZodType<Tally>): Promise<Tally> {
  const [script = '', ...options] = words;
  // A port and a folder of its own: it may run beside a Heliograph in use, and leaves nothing behind.
  const env = childEnvironment({
    // Hundreds of processes are started: each source is compiled once for all of them.
    NODE_COMPILE_CACHE: path.join(reports, 'compiled'),
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    NODE_ENV: 'test',
    HELIOGRAPH_TEST_PORT: `${await freePort()}`,
    HELIOGRAPH_TEST_DATA: journeyData,
  });
  // The tests register plants and publish runs: never in a database somebody works with.
  delete env.DATABASE_URL;
  const code = await new Promise<number | null>((resolve) => {
    const child = spawn(process.execPath, [path.join(projectRoot, 'node_modules', script), ...options], {
      cwd: projectRoot,
      env,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
    child.once('error', () => resolve(null));
    child.once('exit', resolve);
  });
  try {
    const tally = schema.parse(JSON.parse(await readFile(report, 'utf8')));
    return code === 0 || tally.failed > 0 ? tally : { ...tally, failed: 1 };
  } catch {
    process.stderr.write(`${name} ended without a report\n`);
    return { passed: 0, failed: 1, skipped: 0, flaky: 0 };
  }
}
