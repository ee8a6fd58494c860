import { type PlantSettings, plantSettingsSchema } from '#domain/plant-settings.ts';
import { HeliographError } from '#server/errors.ts';
import type { Database } from '#server/stores/database.ts';
import type { Plant } from '../../prisma/generated/client.ts';

interface NewPlant {
  id: string;
  name: string;
  utcOffsetMinutes: number;
  /** Its readings are made up. */
  simulated?: boolean;
}

export interface PlantRow extends NewPlant {
  simulated: boolean;
  arrayCount: number;
  /** Changes when an array comes, goes or moves. */
  layoutVersion: string;
  createdAt: Date;
  /** What it has in the place of the installation's. */
  settings: PlantSettings;
}

/** A row of the table, its settings checked: a release that wrote others is told by name. */
function plantRowOf({ settings, ...row }: Plant): PlantRow {
  return { ...row, settings: plantSettingsSchema.parse(settings) };
}

/** A plant. Throws `not_found` that says how to register one. */
export async function getPlantRow(db: Database, plantId: string): Promise<PlantRow> {
  const plant = await findPlantRow(db, plantId);
  if (!plant) throw noSuchPlant(plantId);
  return plant;
}

/** Of a plant that is not registered, and of one that is none of somebody's: they hear the same. */
export function noSuchPlant(plantId: string): HeliographError {
  const remedy = 'npm run plant -- register FILE registers one, npm start the demo plant';
  return new HeliographError('not_found', `there is no plant "${plantId}": ${remedy}`);
}

/** A plant, or null; nobody changes it, or begins a run of it, before this transaction ends. */
export async function lockPlantRow(db: Database, plantId: string): Promise<PlantRow | null> {
  // Stronger than the lock of a key: a run that refers to the plant waits.
  await db.$queryRaw`select 1 from plant where id = ${plantId} for update`;
  return findPlantRow(db, plantId);
}

export async function findPlantRow(db: Database, plantId: string): Promise<PlantRow | null> {
  const row = await db.plant.findUnique({ where: { id: plantId } });
  return row && plantRowOf(row);
}

export async function savePlantSettings(db: Database, plantId: string, settings: PlantSettings): Promise<void> {
  await db.plant.update({ where: { id: plantId }, data: { settings } });
}

export async function savePlant(db: Database, { id, ...plant }: NewPlant): Promise<void> {
  await db.plant.update({ where: { id }, data: plant });
}

/** Plant days that have a result. */
export function countPublishedDays(db: Database, plantId: string): Promise<number> {
  return db.plantDay.count({ where: { plantId, currentRunId: { not: null } } });
}

export async function ensurePlant(db: Database, plant: NewPlant): Promise<PlantRow> {
  return plantRowOf(await db.plant.upsert({ where: { id: plant.id }, create: plant, update: {} }));
}

export async function listPlantRows(db: Database): Promise<PlantRow[]> {
  return (await db.plant.findMany({ orderBy: { id: 'asc' } })).map(plantRowOf);
}
