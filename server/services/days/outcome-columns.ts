import { encodeOutcomes } from '#domain/plant-grid.ts';
import type { Database } from '#server/stores/database.ts';
import { findStoredColumns, listOutcomes, type StoredColumns, storeColumns } from '#server/stores/plant-grid.ts';
import type { PlantRow } from '#server/stores/plants.ts';

/** The outcomes of a published run in columns. Kept ones serve until the plant's layout changes; then they are made anew. */
export async function outcomeColumns(
  db: Database,
  { id: plantId, layoutVersion }: Pick<PlantRow, 'id' | 'layoutVersion'>,
  runId: string,
): Promise<StoredColumns> {
  const stored = await findStoredColumns(db, runId);
  return stored?.layout === layoutVersion ? stored : makeColumns(db, plantId, runId);
}

/** Makes a run's columns from its verdicts, and keeps them. */
export async function makeColumns(db: Database, plantId: string, runId: string): Promise<StoredColumns> {
  const { layout, outcomes } = await listOutcomes(db, plantId, runId);
  const columns = { layout, ...encodeOutcomes(outcomes) };
  await storeColumns(db, runId, columns);
  return columns;
}
