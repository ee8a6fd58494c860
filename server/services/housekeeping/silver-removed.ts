import { runOfKey } from '#domain/object-keys.ts';
import type { Database } from '#server/stores/database.ts';
import { hasRemoval } from '#server/stores/removals.ts';

/**
 * True when housekeeping has taken, or is about to take, the silver that a run wrote. A run that means to use another
 * one's silver asks this after its own row is written: from then on nothing of its day is taken.
 */
export function isSilverRemoved(db: Database, runId: string): Promise<boolean> {
  return hasRemoval(db, runId, 'silver');
}

/** The same of the run that wrote an object. */
export async function isSilverOfKeyRemoved(db: Database, key: string): Promise<boolean> {
  const owner = runOfKey(key);
  return owner !== null && (await isSilverRemoved(db, owner.runId));
}
