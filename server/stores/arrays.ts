import { moduleParametersSchema, type Nameplate } from '#domain/nameplate.ts';
import type { Database } from '#server/stores/database.ts';

/** An array of the registry: where it stands and its nameplate. */
export interface ArrayRow {
  deviceId: string;
  row: number;
  column: number;
  nameplate: Nameplate;
}

/** All arrays of a plant in physical order. */
export async function listArrayRows(db: Database, plantId: string): Promise<ArrayRow[]> {
  const rows = await db.pvArray.findMany({ where: { plantId }, orderBy: [{ row: 'asc' }, { column: 'asc' }] });
  return rows.map(arrayRowOf);
}

/** A page of a plant's arrays in the order of their deviceId, after one of them. */
export async function listArrayPage(
  db: Database,
  plantId: string,
  { take, after }: { take: number; after: string | undefined },
): Promise<ArrayRow[]> {
  const where = { plantId, ...(after === undefined ? {} : { deviceId: { gt: after } }) };
  return (await db.pvArray.findMany({ where, orderBy: { deviceId: 'asc' }, take })).map(arrayRowOf);
}

export async function findArrayRow(db: Database, plantId: string, deviceId: string): Promise<ArrayRow | null> {
  const row = await db.pvArray.findFirst({ where: { plantId, deviceId } });
  return row && arrayRowOf(row);
}

/**
 * The arrays of a plant that stand nearest to one of them, by the longer of the ways along rows and columns; ties go to the
 * earlier in physical order.
 */
export async function listNearestArrays(
  db: Database,
  plantId: string,
  { deviceId, row, column }: ArrayRow,
  count: number,
): Promise<ArrayRow[]> {
  const rows = await db.$queryRaw<FlatArrayRow[]>`
    select "deviceId", "row", "column", "modulesInSeries", strings, "vMp", "iMp", module from "array"
    where "plantId" = ${plantId} and "deviceId" <> ${deviceId}
    order by greatest(abs("row" - ${row}), abs("column" - ${column})), "row", "column" limit ${count}`;
  return rows.map(arrayRowOf);
}

export async function insertArrays(db: Database, plantId: string, arrays: readonly ArrayRow[]): Promise<void> {
  await db.pvArray.createMany({
    data: arrays.map(({ deviceId, row, column, nameplate }) => {
      const { module, ...figures } = nameplate;
      return { deviceId, plantId, row, column, ...figures, ...(module && { module }) };
    }),
  });
}

type FlatArrayRow = Omit<Nameplate, 'module'> & { deviceId: string; row: number; column: number; module: unknown };

function arrayRowOf(row: FlatArrayRow): ArrayRow {
  const { deviceId, modulesInSeries, strings, vMp, iMp } = row;
  const module = row.module ? { module: moduleParametersSchema.parse(row.module) } : {};
  return { deviceId, row: row.row, column: row.column, nameplate: { modulesInSeries, strings, vMp, iMp, ...module } };
}
