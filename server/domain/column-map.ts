import { z } from 'zod';
import { isPrintable } from '#domain/printable.ts';

/** What stands before the digits of a value in a unit: value · factor + offset is in the product's unit. */
interface Unit {
  factor: number;
  offset: number;
}

const times = (factor: number): Unit => ({ factor, offset: 0 });
const TEMPERATURES = {
  degC: times(1),
  degF: { factor: 5 / 9, offset: -160 / 9 },
  K: { factor: 1, offset: -273.15 },
} as const;

/** Units that values may come in; the first of each quantity is the product's own, and meant where none is named. */
export const MAP_UNITS = {
  voltage: { V: times(1), mV: times(1e-3), kV: times(1e3) },
  current: { A: times(1), mA: times(1e-3), kA: times(1e3) },
  power: { W: times(1), kW: times(1e3), MW: times(1e6) },
  temperature: TEMPERATURES,
  airTemperature: TEMPERATURES,
  irradiance: { 'W/m2': times(1), 'kW/m2': times(1e3) },
} as const satisfies Record<string, Record<string, Unit>>;

export type MapQuantity = keyof typeof MAP_UNITS;

export const MAP_QUANTITIES = Object.keys(MAP_UNITS) as MapQuantity[];

/** How a file writes its times: days as text, or a number since 1970. */
export const TIME_FORMATS = [
  'iso',
  'dd.mm.yyyy',
  'dd.mm.yy',
  'dd/mm/yyyy',
  'mm/dd/yyyy',
  'dd-mm-yyyy',
  'yyyy/mm/dd',
  's',
  'ms',
  'us',
  'ns',
] as const;

export type TimeFormat = (typeof TIME_FORMATS)[number];

/** The place of an array's name in a column's: `INV{device}_I`. */
export const DEVICE_MARK = '{device}';

const columnName = z.string().trim().min(1).max(200);

/** "Udc1:mV" or {"column": "Udc1", "unit": "mV"}. What follows the last colon is a unit where it is one. */
const quantityOf = (quantity: MapQuantity) => {
  const units = Object.keys(MAP_UNITS[quantity]);
  return z
    .union([columnName.transform(unitAfter), z.strictObject({ column: columnName, unit: z.string().optional() })])
    .transform(({ column, unit }, context) => {
      const named = unit === undefined ? undefined : plainUnit(unit);
      if (named === undefined || units.includes(named)) return { column, unit: named ?? null };
      context.addIssue({ code: 'custom', message: `${quantity} cannot be in "${unit}": use ${units.join(', ')}` });
      return z.NEVER;
    });
};

const timestampColumn = z
  .union([
    columnName.transform((text) => {
      const match = /^(.+):([a-z./-]+)(?: +hh:mm(?::ss)?)?$/i.exec(text);
      const format = match?.[2]?.toLowerCase();
      const known = TIME_FORMATS.find((one) => one === format);
      return known ? { column: (match?.[1] ?? '').trim(), format: known } : { column: text };
    }),
    z.strictObject({ column: columnName, format: z.enum(TIME_FORMATS).optional() }),
  ])
  .transform(({ column, format }: { column: string; format?: TimeFormat | undefined }) => ({
    column,
    format: format ?? null,
  }));

/** The name of a quantity that a file does not have. */
export const NO_COLUMN = 'none';

const voltage = quantityOf('voltage');
const current = quantityOf('current');
const power = quantityOf('power');
const temperature = quantityOf('temperature');
const airTemperature = quantityOf('airTemperature');
const irradiance = quantityOf('irradiance');

/**
 * Which columns of somebody's files hold what, and how their text is written. A quantity that is not named is in the column
 * of its own name. A column's name with {device} in it stands for one column an array.
 */
export const columnMapSchema = z
  .strictObject({
    timestamp: timestampColumn.optional(),
    /** Day and time of day where they are columns of their own, in place of `timestamp`, which may then tell the format. */
    date: timestampColumn.optional(),
    time: columnName.optional(),
    deviceId: columnName.optional(),
    /** The array of files that name none. */
    device: z.string().trim().min(1).max(64).refine(isPrintable, 'must hold no control characters').optional(),
    voltage: voltage.optional(),
    current: current.optional(),
    /** In place of current, which is then power over voltage. */
    power: power.optional(),
    /** Of the module; `none` where the file has no such column: it is then estimated. */
    temperature: temperature.optional(),
    airTemperature: airTemperature.optional(),
    irradiance: irradiance.optional(),
    /** What parts the values of CSV; guessed of `,` `;` and tabs when it is not named. */
    delimiter: z.string().length(1).optional(),
    decimal: z.enum(['.', ',']).optional(),
    /** The line of CSV with the names of columns, and the first one with values. */
    headerLine: z.number().int().min(1).max(1000).optional(),
    dataLine: z.number().int().min(2).max(1001).optional(),
  })
  .refine(({ current: amperes, power: watts }) => !(amperes && watts), 'name current or power, not both')
  .refine(({ timestamp, date }) => !(timestamp && date), 'name timestamp, or date and time, not both')
  .refine(({ date, time }) => (date === undefined) === (time === undefined), 'date and time belong together')
  .refine(
    ({ delimiter, decimal }) => delimiter === undefined || delimiter !== decimal,
    'the delimiter and the decimal sign are the same',
  )
  .refine(
    ({ headerLine = 1, dataLine = headerLine + 1 }) => dataLine > headerLine,
    'dataLine must come after headerLine',
  );

export type ColumnMap = z.infer<typeof columnMapSchema>;

/** Keys of a map that name columns: what `--map` may hold. */
export const MAP_COLUMN_KEYS = ['timestamp', 'date', 'time', 'deviceId', ...MAP_QUANTITIES] as const;

/** A unit's spelling as the table has it: m² is m2, °C is degC. */
export function plainUnit(unit: string): string {
  const plain = unit.trim().replace('²', '2').replace('°', 'deg').replace('^2', '2');
  if (/^(deg)?C$/.test(plain)) return 'degC';
  if (/^(deg)?F$/.test(plain)) return 'degF';
  return plain;
}

const ALL_UNITS = new Set(MAP_QUANTITIES.flatMap((quantity) => Object.keys(MAP_UNITS[quantity])));

/** True for what is a unit of any quantity, in whatever case it is written. */
function isUnitLike(text: string): boolean {
  const plain = plainUnit(text).toLowerCase();
  return [...ALL_UNITS].some((unit) => unit.toLowerCase() === plain);
}

function unitAfter(text: string): { column: string; unit?: string } {
  const colon = text.lastIndexOf(':');
  const unit = text.slice(colon + 1).trim();
  if (colon <= 0 || !isUnitLike(unit)) return { column: text };
  return { column: text.slice(0, colon).trim(), unit };
}

/** The unit that a column's name tells in brackets, "Udc [mV]", where it is one of the quantity's; else null. */
export function unitInName(quantity: MapQuantity, name: string): string | null {
  const told = /[[(]([^[\]()]+)[\])]\s*$/.exec(name)?.[1];
  const unit = told === undefined ? '' : plainUnit(told);
  return unit in MAP_UNITS[quantity] ? unit : null;
}

/** A value in a unit of a quantity, in the product's unit: V, A, W, °C, W/m². */
export function inOwnUnit(quantity: MapQuantity, unit: string | null, value: number): number {
  if (unit === null) return value;
  const { factor, offset } = (MAP_UNITS[quantity] as Record<string, Unit>)[unit] ?? times(1);
  return value * factor + offset;
}
