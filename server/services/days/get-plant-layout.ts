import type { PlantLayoutView } from '#domain/plant-grid.ts';
import { requireAction } from '#server/auth/principal.ts';
import { BoundedCache } from '#server/services/bounded-cache.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { type Database, inTransaction } from '#server/stores/database.ts';
import { readLayoutColumns } from '#server/stores/plant-grid.ts';
import { getPlantRow } from '#server/stores/plants.ts';

const layouts = new BoundedCache<PlantLayoutView>(4);

/** Where every array of the plant stands; null when the asker has that version already. */
export async function getPlantLayout(
  context: ServiceContext,
  input: { knownVersion: string | null },
): Promise<PlantLayoutView | null> {
  requireAction(context.principal, 'plant.read');
  const { layoutVersion } = context.plant;
  return layoutVersion === input.knownVersion ? null : layoutOf(context, layoutVersion);
}

/** The layout of the plant, whose version was just read. Of another version when the plant has changed since. */
export async function layoutOf({ db, plant: { id } }: ServiceContext, version: string): Promise<PlantLayoutView> {
  const layout = await layouts.get(`${id} ${version}`, () => readLayout(db, id));
  // It was changed between the two questions the last time: what is kept has a version that is not its own.
  return layout.version === version ? layout : readLayout(db, id);
}

/** Version and columns of one moment: arrays may come while they are read. */
function readLayout(connection: Database, plantId: string): Promise<PlantLayoutView> {
  return inTransaction(
    connection,
    async (db) => ({
      version: (await getPlantRow(db, plantId)).layoutVersion,
      ...(await readLayoutColumns(db, plantId)),
    }),
    { isolationLevel: 'RepeatableRead' },
  );
}
