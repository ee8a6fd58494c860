import { HeliographError } from '#server/errors.ts';
import type { Database } from '#server/stores/database.ts';

export interface PlantRow {
  id: string;
  name: string;
  utcOffsetMinutes: number;
}

/** The plant of the settings. Throws `not_found` that says how to register one. */
export async function getPlantRow(db: Database, plantId: string): Promise<PlantRow & { createdAt: Date }> {
  const plant = await db.plant.findUnique({ where: { id: plantId } });
  if (!plant) {
    throw new HeliographError('not_found', `there is no plant "${plantId}": npm start registers the demo plant`);
  }
  return plant;
}

export async function ensurePlant(db: Database, plant: PlantRow): Promise<PlantRow> {
  return db.plant.upsert({ where: { id: plant.id }, create: plant, update: {} });
}

export function listPlantRows(db: Database): Promise<PlantRow[]> {
  return db.plant.findMany({ orderBy: { id: 'asc' } });
}
