import process from 'node:process';
import { defineConfig } from 'vitest/config';
import { HANG_MS } from './tests/limits.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** How many workers the chaos tests kill. */
    kills: number;
  }
}

// Real servers on a busy machine: where a pipeline waits for the answer, a test gets a second chance, and the report says so.
const retry = process.env.CI ? 1 : 0;

export default defineConfig({
  test: {
    // Much of the time of these tests is waiting, for a heartbeat or a server: they do so side by side.
    maxWorkers: 3,
    teardownTimeout: HANG_MS,
    projects: [
      { test: { name: 'unit', include: ['tests/unit/**/*.test.ts'], testTimeout: HANG_MS, hookTimeout: HANG_MS } },
      {
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          exclude: ['tests/integration/kafka/**'],
          globalSetup: 'tests/integration/setup/postgres-server.ts',
          testTimeout: HANG_MS,
          retry,
          hookTimeout: HANG_MS,
        },
      },
      {
        test: {
          name: 'chaos',
          include: ['tests/chaos/**/*.test.ts'],
          globalSetup: 'tests/integration/setup/postgres-server.ts',
          // The long form is npm run test:chaos.
          provide: { kills: Number(process.env.HELIOGRAPH_TEST_KILLS ?? 3) },
          testTimeout: HANG_MS,
          retry,
          hookTimeout: HANG_MS,
        },
      },
      {
        test: {
          name: 'kafka',
          include: ['tests/integration/kafka/**/*.test.ts'],
          globalSetup: ['tests/integration/setup/postgres-server.ts', 'tests/integration/setup/kafka-broker.ts'],
          provide: { kills: Number(process.env.HELIOGRAPH_TEST_KILLS ?? 3) },
          testTimeout: HANG_MS,
          retry,
          hookTimeout: HANG_MS,
        },
      },
    ],
  },
});
