import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { defineConfig } from '@playwright/test';
import { requireChromium } from './tests/chromium.ts';
import { HANG_MS, WAIT_MS } from './tests/limits.ts';

const PORT = Number(process.env.HELIOGRAPH_TEST_PORT ?? 3917);
// Workers load this file again: only the first one makes the folder.
process.env.HELIOGRAPH_TEST_DATA ??= mkdtempSync(path.join(tmpdir(), 'heliograph journey '));
const executablePath = requireChromium();
/** The session that journeys begin with: the operator's, signed in once. */
const operatorSession = path.join(process.env.HELIOGRAPH_TEST_DATA, 'operator-session.json');

export default defineConfig({
  testDir: 'tests/journey',
  workers: 1,
  retries: process.env.CI ? 1 : 0,
  timeout: HANG_MS,
  // A busy machine paints late.
  expect: { timeout: WAIT_MS },
  forbidOnly: Boolean(process.env.CI),
  outputDir: 'test-results',
  metadata: { dataFolder: process.env.HELIOGRAPH_TEST_DATA },
  use: {
    baseURL: `http://localhost:${PORT}`,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'sign-in', testMatch: /.*\.setup\.ts/, metadata: { operatorSession } },
    {
      name: 'chromium',
      dependencies: ['sign-in'],
      use: { browserName: 'chromium', storageState: operatorSession },
    },
  ],
  webServer: {
    // What `npm start` itself makes is what the journey travels through.
    command: `"${process.execPath}" jobs/dev/start/start.ts --port ${PORT} --arrays 24 --days 2`,
    url: `http://127.0.0.1:${PORT}/api/health/live`,
    timeout: HANG_MS,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGINT', timeout: WAIT_MS },
    // One operator does in minutes what many do in a day.
    env: {
      HELIOGRAPH_DATA: process.env.HELIOGRAPH_TEST_DATA,
      // A new PostgreSQL takes the zone of whoever makes it.
      ...(process.env.HELIOGRAPH_TEST_DB_TIMEZONE ? { TZ: process.env.HELIOGRAPH_TEST_DB_TIMEZONE } : {}),
      RATE_READS_PER_MINUTE: '6000',
      RATE_CHANGES_PER_MINUTE: '600',
      RATE_SIGN_INS_PER_MINUTE: '600',
      RATE_BAD_TOKENS_PER_MINUTE: '600',
    },
    stdout: 'pipe',
  },
});
