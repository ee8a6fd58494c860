import { adoptSetting, dataPath, readSettings } from '#server/env.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { findInstance } from './instance.ts';
import { applyMigrations } from './migrate.ts';

export interface OpenedDatabase {
  url: string;
  /** Ends the embedded server, if this command started it. */
  stop(): Promise<void>;
}

/**
 * The database for a command: the one of the settings, else that of the running instance, else an embedded one for as
 * long as the command lasts. Its tables are up to date afterwards, and DATABASE_URL is set for this process.
 */
export async function openDatabase(): Promise<OpenedDatabase> {
  const opened = await findOrStart();
  adoptSetting('DATABASE_URL', opened.url);
  try {
    await applyMigrations(opened.url);
  } catch (error) {
    await opened.stop();
    throw error;
  }
  return opened;
}

async function findOrStart(): Promise<OpenedDatabase> {
  const url = readSettings().DATABASE_URL ?? findInstance(dataPath())?.databaseUrl;
  if (url) return { url, stop: async () => undefined };
  return startEmbeddedPostgres({ dataDir: dataPath('postgres') });
}
