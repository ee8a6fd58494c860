import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['tests/unit/**/*.test.ts'], testTimeout: 30_000 } },
      {
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          exclude: ['tests/integration/kafka/**'],
          globalSetup: 'tests/integration/setup/postgres-server.ts',
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'kafka',
          include: ['tests/integration/kafka/**/*.test.ts'],
          globalSetup: ['tests/integration/setup/postgres-server.ts', 'tests/integration/setup/kafka-broker.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
