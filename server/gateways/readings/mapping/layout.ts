import { CHANNELS } from '#domain/channels.ts';
import {
  type ColumnMap,
  DEVICE_MARK,
  MAP_QUANTITIES,
  type MapQuantity,
  NO_COLUMN,
  unitInName,
} from '#domain/column-map.ts';
import { isPrintable, printable } from '#domain/printable.ts';
import { HeliographError } from '#server/errors.ts';
import { listOf, READING_COLUMNS, requireColumns } from '#server/gateways/readings/rows/columns.ts';
import type { RawRow } from '#server/gateways/readings/rows/reading-rows.ts';
import type { RowMeaning } from './row-meaning.ts';

/** What a row may hold. */
const ROW_FIELDS = ['deviceId', 'timestamp', 'date', 'time', ...MAP_QUANTITIES] as const;

export type RowField = (typeof ROW_FIELDS)[number];

/** One array of each row: which columns its values are in, and how they are meant; without a meaning as our own are. */
export interface RowArray<Place = string> {
  columns: readonly (readonly [RowField, Place])[];
  meaning: RowMeaning | null;
}

/** Arrays whose readings are in each row of a file: one, or one a column where the file is wide. */
export type RowLayout = readonly RowArray[];

const MAX_ARRAYS = 10_000;

/** A file whose columns are ours. */
const OWN_LAYOUT: RowLayout = [{ columns: READING_COLUMNS.map((name) => [name, name] as const), meaning: null }];

/**
 * Finds the columns of readings among those of a file. Throws `invalid_input` that names what is missing, comes twice or
 * contradicts the map.
 * @param found the file's columns as it names them
 */
export function layoutOf(map: ColumnMap | null, found: readonly string[], file: string): RowLayout {
  if (map === null) {
    requireColumns(found, file);
    return OWN_LAYOUT;
  }
  const refuse = (why: string) => new HeliographError('invalid_input', `${file} ${why}`);
  const sought = soughtColumns(map, found);
  refuseUntold(map, sought, refuse);
  const wide = sought.filter(([, column]) => column.includes(DEVICE_MARK));
  const names = wide.length === 0 ? [null] : namesIn(wide, found, refuse);
  return names.map((name) => {
    const columns = sought.map(([field, pattern]) => {
      const column = name === null ? pattern : pattern.replace(DEVICE_MARK, name);
      requireOne(column, found, refuse);
      return [field, column] as const;
    });
    return { columns, meaning: meaningOf(map, columns, name, refuse) };
  });
}

/** A layout by where a row has its columns, found once. */
export function placedLayout<Place>(layout: RowLayout, placeOf: (column: string) => Place): RowArray<Place>[] {
  return layout.map(({ columns, meaning }) => ({
    columns: columns.map(([field, column]) => [field, placeOf(column)] as const),
    meaning,
  }));
}

/** The rows of a file's row, one an array. */
export function* rowsOf<Place>(
  layout: readonly RowArray<Place>[],
  where: string,
  valueAt: (place: Place) => unknown,
): Generator<RawRow> {
  for (const { columns, meaning } of layout) {
    const values: Record<string, unknown> = {};
    for (const [field, place] of columns) values[field] = valueAt(place);
    yield meaning === null ? { where, values } : { where, values, meaning };
  }
}

/** The columns that a layout takes from a file, each once. */
export function usedColumns(layout: RowLayout): { column: string; field: RowField }[] {
  const used = new Map<string, RowField>();
  for (const { columns } of layout) for (const [field, column] of columns) used.set(column, field);
  return [...used].map(([column, field]) => ({ column, field }));
}

/** Columns that the map names, and those of our own names where it is silent and the file has them. */
function soughtColumns(map: ColumnMap, found: readonly string[]): [RowField, string][] {
  return ROW_FIELDS.flatMap((field): [RowField, string][] => {
    const told = map[field];
    if (told !== undefined) {
      const column = typeof told === 'string' ? told : told.column;
      return column === NO_COLUMN ? [] : [[field, column]];
    }
    if (field === 'date' || field === 'time' || !found.includes(field)) return [];
    if (field === 'timestamp' && map.date) return [];
    if (field === 'deviceId' && map.device !== undefined) return [];
    if ((field === 'current' && map.power) || (field === 'power' && (map.current || found.includes('current'))))
      return [];
    return [[field, field]];
  });
}

function refuseUntold(map: ColumnMap, sought: readonly [RowField, string][], refuse: (why: string) => HeliographError) {
  const has = (field: RowField) => sought.some(([one]) => one === field);
  const wide = sought.some(([, column]) => column.includes(DEVICE_MARK));
  const missing: string[] = CHANNELS.filter((channel) => {
    if (channel === 'temperature') return map.temperature === undefined && !has('temperature');
    return !has(channel) && !(channel === 'current' && has('power'));
  });
  if (!has('timestamp') && !has('date')) missing.unshift('timestamp');
  if (!has('deviceId') && map.device === undefined && !wide) missing.unshift('deviceId');
  if (missing.length === 0) return;
  const told = `has no column for ${missing.join(', ')}: name ${missing.length > 1 ? 'them' : 'it'} in the map`;
  const none = missing.includes('temperature') ? `; temperature=${NO_COLUMN} has it estimated` : '';
  const device = missing.includes('deviceId') ? '; --device NAME says whose readings a file without one holds' : '';
  throw refuse(`${told}${none}${device}`);
}

/** What stands for {device} in the columns of a file: the same names in every pattern. */
function namesIn(
  wide: readonly [RowField, string][],
  found: readonly string[],
  refuse: (why: string) => HeliographError,
): string[] {
  const [first, ...others] = wide.map(([field, pattern]) => ({ field, pattern, names: matchesOf(pattern, found) }));
  if (!first || first.names.length === 0) {
    throw refuse(`has no column like ${first?.field}=${printable(first?.pattern ?? '')}: it has ${listOf(found)}`);
  }
  for (const { field, pattern, names } of others) {
    const lacking = first.names.find((name) => !names.includes(name));
    const extra = names.find((name) => !first.names.includes(name));
    if (lacking === undefined && extra === undefined) continue;
    const [name, from] = lacking === undefined ? [extra, first] : [lacking, { field, pattern }];
    throw refuse(`has no column ${from.field}=${printable(from.pattern)} for the array "${printable(name ?? '')}"`);
  }
  if (first.names.length > MAX_ARRAYS) throw refuse(`has columns of more than ${MAX_ARRAYS} arrays`);
  return first.names;
}

function matchesOf(pattern: string, found: readonly string[]): string[] {
  const [before = '', after = ''] = pattern.split(DEVICE_MARK);
  return found.flatMap((column) => {
    const fits = column.startsWith(before) && column.endsWith(after) && column.length > before.length + after.length;
    return fits ? [column.slice(before.length, column.length - after.length)] : [];
  });
}

function requireOne(column: string, found: readonly string[], refuse: (why: string) => HeliographError): void {
  const times = found.filter((name) => name === column).length;
  if (times === 1) return;
  if (times > 1) throw refuse(`has the column "${printable(column)}" twice: which one counts?`);
  throw refuse(`has no column "${printable(column)}": it has ${listOf(found)}`);
}

function meaningOf(
  map: ColumnMap,
  columns: readonly (readonly [RowField, string])[],
  name: string | null,
  refuse: (why: string) => HeliographError,
): RowMeaning {
  const units: Partial<Record<MapQuantity, string>> = {};
  for (const quantity of MAP_QUANTITIES) {
    const column = columns.find(([field]) => field === quantity)?.[1];
    const unit = map[quantity]?.unit ?? null;
    const inName = column === undefined ? null : unitInName(quantity, column);
    if (unit === null && inName !== null && !OWN_UNITS.includes(inName)) {
      const question = `is it? ${quantity}=${printable(column ?? '')}:${inName}`;
      throw refuse(`says that "${printable(column ?? '')}" is in ${inName}, and the map names no unit: ${question}`);
    }
    if (unit !== null) units[quantity] = unit;
  }
  const hasDevice = columns.some(([field]) => field === 'deviceId');
  if (name !== null && !isPrintable(name)) throw refuse('has control characters in the names of its columns');
  const ownName = map.device === undefined ? name : name === null ? map.device : `${map.device}-${name}`;
  return {
    device: hasDevice ? null : (ownName ?? null),
    input: hasDevice ? name : null,
    units,
    timeFormat: map.timestamp?.format ?? map.date?.format ?? null,
    decimal: map.decimal ?? '.',
  };
}

const OWN_UNITS = ['V', 'A', 'W', 'degC', 'W/m2'];
