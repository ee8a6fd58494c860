import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '#jobs/start/embedded-postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
  }
}

/** One real PostgreSQL for all integration tests; each file makes its own database on it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'heliograph postgres '));
  const clear = () => rm(folder, { recursive: true });
  try {
    const server = await startEmbeddedPostgres({ dataDir: path.join(folder, 'cluster') });
    project.provide('postgresUrl', server.url);
    return () => server.stop().then(clear);
  } catch (error) {
    await clear();
    throw error;
  }
}
