import { moduleParametersSchema, type Nameplate } from '#domain/nameplate.ts';
import { type ModuleGiven, moduleGivenSchema } from '#domain/registration.ts';
import { type Database, dayOfDate } from '#server/stores/database.ts';
import { Prisma, type PvArray } from '../../prisma/generated/client.ts';

/** All that is registered of an array. */
export interface RegisteredArray {
  deviceId: string;
  /** Null: its deviceId. */
  name: string | null;
  group: string | null;
  row: number;
  column: number;
  nameplate: Nameplate;
  /** Null: the default module. */
  moduleGiven: ModuleGiven | null;
  blockingDiodes: boolean;
  /** Degrees; null where nobody has said. */
  tilt: number | null;
  azimuth: number | null;
  /** First and last plant day in service; null without an end. */
  inServiceFrom: string | null;
  inServiceTo: string | null;
}

/** Rows of one statement: a parameter of some megabytes. */
const ROWS_PER_STATEMENT = 20_000;

/** Every array of a plant, those out of service too, in physical order. */
export async function listRegisteredArrays(db: Database, plantId: string): Promise<RegisteredArray[]> {
  const rows = await db.pvArray.findMany({
    where: { plantId },
    orderBy: [{ row: 'asc' }, { column: 'asc' }, { deviceId: 'asc' }],
  });
  return rows.map(registeredOf);
}

/** Of these ids those that belong to one of some plants, with its id. */
export async function listOwnersOfIds(
  db: Database,
  plantIds: readonly string[],
  deviceIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db.$queryRaw<{ deviceId: string; plantId: string }[]>`
    select "deviceId", "plantId" from "array"
    where "plantId" = any(${[...plantIds]}::text[]) and "deviceId" = any(${[...deviceIds]}::text[])`;
  return new Map(rows.map(({ deviceId, plantId }) => [deviceId, plantId]));
}

/** One of them, out of service or not; null when the plant has none of that id. */
export async function findRegisteredArray(
  db: Database,
  plantId: string,
  deviceId: string,
): Promise<RegisteredArray | null> {
  const row = await db.pvArray.findFirst({ where: { plantId, deviceId } });
  return row && registeredOf(row);
}

export async function insertRegistered(
  db: Database,
  plantId: string,
  arrays: readonly RegisteredArray[],
): Promise<void> {
  for (const json of statements(arrays)) {
    await db.$executeRaw`
      insert into "array" ("deviceId", "plantId", "row", "column", "modulesInSeries", strings, "vMp", "iMp", module, name,
        "groupPath", "moduleGiven", "blockingDiodes", tilt, azimuth, "inServiceFrom", "inServiceTo")
      select "deviceId", ${plantId}, "row", "column", "modulesInSeries", strings, "vMp", "iMp", module, name,
        "groupPath", "moduleGiven", "blockingDiodes", tilt, azimuth, "inServiceFrom", "inServiceTo"
      from jsonb_to_recordset(${json}::jsonb) as given("deviceId" text, "row" int, "column" int, "modulesInSeries" int,
        strings int, "vMp" float8, "iMp" float8, module jsonb, name text, "groupPath" text, "moduleGiven" jsonb,
        "blockingDiodes" boolean, tilt float8, azimuth float8, "inServiceFrom" date, "inServiceTo" date)`;
  }
}

/** Gives arrays that are registered all that is given here. Those that change places do so together. */
export async function updateRegistered(
  db: Database,
  plantId: string,
  arrays: readonly RegisteredArray[],
): Promise<void> {
  // Places are checked when all of them have moved, not after each statement.
  await db.$executeRaw`set constraints array_place_key deferred`;
  for (const json of statements(arrays)) {
    await db.$executeRaw`
      update "array" a set "row" = g."row", "column" = g."column", "modulesInSeries" = g."modulesInSeries",
        strings = g.strings, "vMp" = g."vMp", "iMp" = g."iMp", module = g.module, name = g.name,
        "groupPath" = g."groupPath", "moduleGiven" = g."moduleGiven", "blockingDiodes" = g."blockingDiodes",
        tilt = g.tilt, azimuth = g.azimuth, "inServiceFrom" = g."inServiceFrom", "inServiceTo" = g."inServiceTo"
      from jsonb_to_recordset(${json}::jsonb) as g("deviceId" text, "row" int, "column" int, "modulesInSeries" int,
        strings int, "vMp" float8, "iMp" float8, module jsonb, name text, "groupPath" text, "moduleGiven" jsonb,
        "blockingDiodes" boolean, tilt float8, azimuth float8, "inServiceFrom" date, "inServiceTo" date)
      where a."plantId" = ${plantId} and a."deviceId" = g."deviceId"`;
  }
}

/** Puts other figures on an array's nameplate; how its module bends with light and heat stays. */
export async function updateNameplate(
  db: Database,
  plantId: string,
  deviceId: string,
  figures: Pick<Nameplate, 'modulesInSeries' | 'strings' | 'vMp' | 'iMp'>,
): Promise<void> {
  const { modulesInSeries, strings, vMp, iMp } = figures;
  // The figures are no longer those of the module that somebody gave: they speak for themselves.
  const data = { modulesInSeries, strings, vMp, iMp, moduleGiven: Prisma.DbNull };
  await db.pvArray.updateMany({ where: { plantId, deviceId }, data });
}

/** Puts two devices in one another's place: all that is registered changes hands but the days in service. */
export async function exchangeArrays(
  db: Database,
  plantId: string,
  one: RegisteredArray,
  other: RegisteredArray,
): Promise<void> {
  await updateRegistered(db, plantId, [inPlaceOf(one, other), inPlaceOf(other, one)]);
}

function inPlaceOf({ deviceId, inServiceFrom, inServiceTo }: RegisteredArray, other: RegisteredArray): RegisteredArray {
  return { ...other, deviceId, inServiceFrom, inServiceTo };
}

function* statements(arrays: readonly RegisteredArray[]): Generator<string> {
  for (let from = 0; from < arrays.length; from += ROWS_PER_STATEMENT) {
    yield JSON.stringify(
      arrays.slice(from, from + ROWS_PER_STATEMENT).map(({ nameplate, group, ...array }) => ({
        ...array,
        ...nameplate,
        groupPath: group,
      })),
    );
  }
}

function registeredOf(row: PvArray): RegisteredArray {
  const { deviceId, name, groupPath, modulesInSeries, strings, vMp, iMp, blockingDiodes, tilt, azimuth } = row;
  const module = row.module ? { module: moduleParametersSchema.parse(row.module) } : {};
  return {
    deviceId,
    name,
    group: groupPath,
    row: row.row,
    column: row.column,
    nameplate: { modulesInSeries, strings, vMp, iMp, ...module },
    moduleGiven: row.moduleGiven === null ? null : moduleGivenSchema.parse(row.moduleGiven),
    blockingDiodes,
    tilt,
    azimuth,
    inServiceFrom: row.inServiceFrom && dayOfDate(row.inServiceFrom),
    inServiceTo: row.inServiceTo && dayOfDate(row.inServiceTo),
  };
}
