import { HeliographError } from '#server/errors.ts';
import type { Database } from '#server/stores/database.ts';

interface NewPlant {
  id: string;
  name: string;
  utcOffsetMinutes: number;
}

export interface PlantRow extends NewPlant {
  arrayCount: number;
  /** Changes when an array comes, goes or moves. */
  layoutVersion: string;
  createdAt: Date;
}

/** A plant. Throws `not_found` that says how to register one. */
export async function getPlantRow(db: Database, plantId: string): Promise<PlantRow> {
  const plant = await db.plant.findUnique({ where: { id: plantId } });
  if (!plant) {
    throw new HeliographError('not_found', `there is no plant "${plantId}": npm start registers the demo plant`);
  }
  return plant;
}

export async function ensurePlant(db: Database, plant: NewPlant): Promise<PlantRow> {
  return db.plant.upsert({ where: { id: plant.id }, create: plant, update: {} });
}

export function listPlantRows(db: Database): Promise<PlantRow[]> {
  return db.plant.findMany({ orderBy: { id: 'asc' } });
}
