import { fileURLToPath } from 'node:url';
import { defineConfig } from 'prisma/config';
import { adoptSetting, readSettings } from './server/env.ts';

// Prisma downloads a native engine on first use, which air-gapped plants can't. The WASM build of that engine ships in npm.
adoptSetting('PRISMA_SCHEMA_ENGINE_BINARY', fileURLToPath(new URL('./prisma/schema-engine.mjs', import.meta.url)));

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: readSettings().DATABASE_URL ?? '' },
});
