import { claimInstance, findInstance } from '#jobs/process/instance.ts';
import { adoptSetting, dataPath, readSettings } from '#server/env.ts';
import { HeliographError } from '#server/errors.ts';
import { grantApplicationRole } from './application-role.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { applyMigrations } from './migrate.ts';

export interface OpenedDatabase {
  url: string;
  /** Resolves with the reason when an embedded server ends by itself; a server of somebody else's is not watched. */
  died: Promise<string>;
  /** Ends the embedded server, if this command started it. */
  stop(): Promise<void>;
}

/**
 * The database for a command: the one of the settings, else that of the running instance, else an embedded one for as
 * long as the command lasts; the data folder is then claimed, since a second server would end the first.
 */
export async function openDatabase(): Promise<OpenedDatabase> {
  if (readSettings().DATABASE_URL) return openOwnDatabase();
  const running = findInstance(dataPath());
  if (running?.databaseUrl) return prepared(elsewhere(running.databaseUrl));
  if (running && running.port !== null) {
    throw new HeliographError(
      'conflict',
      `Heliograph is just starting here (process ${running.pid}): try again when it is up`,
    );
  }
  const claim = claimInstance(dataPath(), null);
  try {
    const opened = await openOwnDatabase();
    return { ...opened, stop: () => opened.stop().finally(claim.release) };
  } catch (error) {
    claim.release();
    throw error;
  }
}

/**
 * The database for the process that has claimed the data folder: the one of the settings, else an embedded one, which is
 * migrated by its owner and worked with as the application's role.
 */
export async function openOwnDatabase(): Promise<OpenedDatabase> {
  const { DATABASE_URL } = readSettings();
  if (DATABASE_URL) return prepared(elsewhere(DATABASE_URL));
  const owned = await prepared(await startEmbeddedPostgres({ dataDir: dataPath('postgres') }));
  try {
    const url = await grantApplicationRole(owned.url);
    adoptSetting('DATABASE_URL', url);
    return { ...owned, url };
  } catch (error) {
    await owned.stop();
    throw error;
  }
}

function elsewhere(url: string): OpenedDatabase {
  return { url, died: new Promise(() => undefined), stop: async () => undefined };
}

/** Brings the tables up to date and sets DATABASE_URL for this process and its children. */
async function prepared(opened: OpenedDatabase): Promise<OpenedDatabase> {
  adoptSetting('DATABASE_URL', opened.url);
  try {
    await applyMigrations(opened.url);
  } catch (error) {
    await opened.stop();
    throw error;
  }
  return opened;
}
