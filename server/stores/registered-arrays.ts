import type { Nameplate } from '#domain/nameplate.ts';
import type { ArrayRow } from '#server/stores/arrays.ts';
import type { Database } from '#server/stores/database.ts';
import { Prisma } from '../../prisma/generated/client.ts';

/** Puts other figures on an array's nameplate; its module stays. */
export async function updateNameplate(
  db: Database,
  plantId: string,
  deviceId: string,
  figures: Pick<Nameplate, 'modulesInSeries' | 'strings' | 'vMp' | 'iMp'>,
): Promise<void> {
  const { modulesInSeries, strings, vMp, iMp } = figures;
  await db.pvArray.updateMany({ where: { plantId, deviceId }, data: { modulesInSeries, strings, vMp, iMp } });
}

/** Puts two devices in one another's place: place and nameplate change hands. */
export async function exchangeArrays(db: Database, plantId: string, one: ArrayRow, other: ArrayRow): Promise<void> {
  // No two arrays are in one place at any moment: the first stands aside, where no array is.
  const aside = { row: -1 - one.row, column: -1 - one.column };
  await db.pvArray.updateMany({ where: { plantId, deviceId: one.deviceId }, data: aside });
  await place(db, plantId, other.deviceId, one);
  await place(db, plantId, one.deviceId, other);
}

async function place(db: Database, plantId: string, deviceId: string, { row, column, nameplate }: ArrayRow) {
  const { module, ...figures } = nameplate;
  const data = { row, column, ...figures, module: module ?? Prisma.DbNull };
  await db.pvArray.updateMany({ where: { plantId, deviceId }, data });
}
