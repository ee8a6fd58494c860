import { z } from 'zod';

/** What the cells of a column are. In gold, names have commas between them; only gold has profiles. */
export type ColumnType = 'string' | 'date' | 'timestamp' | 'double' | 'names' | 'profile';

/** The parts of a verdict. `verdict` are its own fields; `day` are those that gold has beside them. */
export type VerdictPart = 'day' | 'verdict' | 'probabilities' | 'energy' | 'evidence';

/** A verdict as the columns look at it. */
export interface VerdictParts {
  probabilities: readonly number[] | null;
  energy: object | null;
  evidence: object | null;
}

interface Described {
  /** Its name in gold and in exports. */
  name: string;
  type: ColumnType;
  unit: string | null;
  meaning: string;
  /** True where a cell may be empty. */
  nullable: boolean;
  exported: boolean;
}

/** A column of gold. */
export interface GoldColumn extends Described {
  from: 'gold';
  of: (verdict: VerdictParts) => unknown;
  /** Where a reader puts the value back, and what it must be; null for what is worked out of other columns. */
  place: { part: VerdictPart; key: string; value: z.ZodType } | null;
  /** The text that stands for null in gold. */
  none?: string;
  /** The column of the index that holds it, alone or with others, and its SQL type; null where none does. */
  index: { field: string; sql: string } | null;
  /** What the field of that name is in the API's list of results; null where it is not there. */
  api: z.ZodType | null;
}

/** The run that an exported row is from. */
export interface ExportedRun {
  dayBeginsAt: string;
  modelVersion: string;
  runId: string;
}

/** A column that exports alone have: of the run (`run`), or worked out of a row of gold of any version (`rule`). */
export type ExportOnlyColumn = Described &
  (
    | { from: 'run'; of: (run: ExportedRun) => string }
    | { from: 'rule'; of: (row: Readonly<Record<string, unknown>>) => string | null }
  );

export type VerdictColumn = GoldColumn | ExportOnlyColumn;

/** Those that gold has. */
export const goldColumnsOf = (columns: readonly VerdictColumn[]): GoldColumn[] =>
  columns.filter((column) => column.from === 'gold');

/** Reads a field by its name; null where there is none. */
export const fieldOf =
  (key: string) =>
  (holder: object | null): unknown =>
    (holder && Reflect.get(holder, key)) ?? null;

interface Own<Key extends string, Value extends z.ZodType> {
  name: Key;
  type: 'string' | 'double';
  value: Value;
  sql: string;
  unit?: string;
  meaning: string;
}

/** A field of the verdict itself, which is in all places. */
export function own<const Key extends string, Value extends z.ZodType>(described: Own<Key, Value>) {
  const { name: key, type, value, sql, unit = null, meaning } = described;
  return {
    from: 'gold' as const,
    name: key as string,
    type,
    unit,
    meaning,
    nullable: value.safeParse(null).success,
    exported: true,
    of: fieldOf(key),
    place: { part: 'verdict' as const, key, value },
    index: { field: key, sql },
    api: value,
  };
}

/** Energy, kWh. */
export function energy<const Key extends string>(name: string, key: Key, value: z.ZodNumber, meaning: string) {
  const of = fieldOf(key);
  return {
    from: 'gold' as const,
    name,
    type: 'double' as const,
    unit: 'kWh',
    meaning,
    nullable: true,
    exported: true,
    of: ({ energy: figures }: VerdictParts) => of(figures),
    place: { part: 'energy' as const, key, value },
    index: { field: key, sql: 'float8' },
    api: z.number().nullable(),
  };
}

/** A figure, or names, that the verdict rests on: gold has a column of each, the index one of all. */
export function evidence<const Key extends string, Value extends z.ZodType>(
  name: string,
  key: Key,
  value: Value,
  unit: string | null,
  meaning: string,
  type: ColumnType = 'double',
) {
  const of = fieldOf(key);
  return {
    from: 'gold' as const,
    name,
    type,
    unit,
    meaning,
    nullable: true,
    exported: false,
    of: ({ evidence: figures }: VerdictParts) => of(figures),
    place: { part: 'evidence' as const, key, value },
    index: { field: 'evidence' as const, sql: 'jsonb' },
    api: null,
  };
}
