import { readSettings } from '#server/env.ts';
import type { Database } from '#server/stores/database.ts';
import { getRunOfPlant, type RunRow } from '#server/stores/runs.ts';

/** A run of the plant that this console or command works on. Throws `not_found`, for a run of another plant as well. */
export function getOwnRun(db: Database, runId: string): Promise<RunRow> {
  return getRunOfPlant(db, readSettings().HELIOGRAPH_PLANT, runId);
}
