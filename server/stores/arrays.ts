import { moduleParametersSchema, type Nameplate } from '#domain/nameplate.ts';
import { type Database, dateOfDay } from '#server/stores/database.ts';

/** An array of the registry: where it stands and its nameplate. */
export interface ArrayRow {
  deviceId: string;
  row: number;
  column: number;
  nameplate: Nameplate;
}

/** The arrays of a plant in physical order: those in service on a plant day, or those that are not out of service. */
export async function listArrayRows(db: Database, plantId: string, day?: string): Promise<ArrayRow[]> {
  const where = day === undefined ? { inServiceTo: null } : inServiceOn(dateOfDay(day));
  const rows = await db.pvArray.findMany({
    where: { plantId, ...where },
    orderBy: [{ row: 'asc' }, { column: 'asc' }, { deviceId: 'asc' }],
  });
  return rows.map(arrayRowOf);
}

function inServiceOn(date: Date) {
  return {
    AND: [
      { OR: [{ inServiceFrom: null }, { inServiceFrom: { lte: date } }] },
      { OR: [{ inServiceTo: null }, { inServiceTo: { gte: date } }] },
    ],
  };
}

/** A page of a plant's arrays that are not out of service, in the order of their deviceId, after one of them. */
export async function listArrayPage(
  db: Database,
  plantId: string,
  { take, after }: { take: number; after: string | undefined },
): Promise<ArrayRow[]> {
  const where = { plantId, inServiceTo: null, ...(after === undefined ? {} : { deviceId: { gt: after } }) };
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
    where "plantId" = ${plantId} and "deviceId" <> ${deviceId} and "inServiceTo" is null
    order by greatest(abs("row" - ${row}), abs("column" - ${column})), "row", "column" limit ${count}`;
  return rows.map(arrayRowOf);
}

type FlatArrayRow = Omit<Nameplate, 'module'> & { deviceId: string; row: number; column: number; module: unknown };

function arrayRowOf(row: FlatArrayRow): ArrayRow {
  const { deviceId, modulesInSeries, strings, vMp, iMp } = row;
  const module = row.module ? { module: moduleParametersSchema.parse(row.module) } : {};
  return { deviceId, row: row.row, column: row.column, nameplate: { modulesInSeries, strings, vMp, iMp, ...module } };
}
