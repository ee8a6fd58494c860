import { CsvError, type InfoRecord, parse } from 'csv-parse/sync';
import { z } from 'zod';
import { printable } from '#domain/printable.ts';
import {
  ARRAY_COLUMNS,
  type ArrayInput,
  arrayInputSchema,
  MAX_ARRAYS,
  type RegistrationProblem,
} from '#domain/registration.ts';
import { HeliographError } from '#server/errors.ts';

/** An array as a file gives it, and in which line. */
export interface ArrayRowGiven {
  line: number;
  input: ArrayInput;
}

/** What a file says of a plant itself; a CSV file says nothing. */
const plantGivenSchema = z.strictObject({
  id: z.string().optional(),
  name: z.string().optional(),
  /** Like +01:00. */
  utcOffset: z.string().optional(),
});

export interface RegistrationFile {
  plant: z.infer<typeof plantGivenSchema>;
  rows: ArrayRowGiven[];
  problems: RegistrationProblem[];
}

type Column = (typeof ARRAY_COLUMNS)[number];

const TEXTS: readonly Column[] = ['deviceId', 'name', 'group', 'module', 'inServiceFrom', 'inServiceTo'];
const DELIMITERS = [',', ';', '\t'] as const;
const LONGEST_CELL = 500;
/** What server/domain/csv.ts sets before a text that a spreadsheet would run. */
const NEUTRAL = /^'(?=\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/;
const WORDS = new Map([
  ...['yes', 'true', '1', 'x', 'ja', 'wahr'].map((word) => [word, true] as const),
  ...['no', 'false', '0', 'nein', 'falsch'].map((word) => [word, false] as const),
]);

/** A name as people mean it: device_id and DeviceID are deviceId. */
const meantBy = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
const COLUMN_OF = new Map(ARRAY_COLUMNS.map((column) => [meantBy(column), column]));

/**
 * The arrays of a file: JSON (`{ "plant": {...}, "arrays": [...] }`, or the list alone), else CSV with a header line, as
 * spreadsheets save it too (a byte-order mark, semicolons or tabs, decimal commas). Rows that cannot be read are problems,
 * each with its line and column. Throws `invalid_input` for a file that has no rows to speak of.
 */
export function readArrayRows(text: string, name: string): RegistrationFile {
  const content = text.replace(/^\uFEFF/, '');
  if (content.includes('\0')) throw refused(name, 'is no text; save it as CSV (UTF-8), not as a workbook');
  if (content.includes('\uFFFD')) throw refused(name, 'is not in UTF-8: save it as "CSV UTF-8"');
  if (content.trim() === '') throw refused(name, 'is empty');
  const file = /^\s*[[{]/.test(content) ? readJson(content, name) : readCsv(content, name);
  if (file.rows.length + file.problems.length === 0) throw refused(name, 'holds no arrays');
  return file;
}

function refused(name: string, why: string): HeliographError {
  return new HeliographError('invalid_input', `${name}: ${why}`);
}

const jsonSchema = z.union([
  z.array(z.unknown()).transform((arrays) => ({ plant: {}, arrays })),
  z.strictObject({ plant: plantGivenSchema.default({}), arrays: z.array(z.unknown()) }),
]);

function readJson(text: string, name: string): RegistrationFile {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw refused(name, 'is not valid JSON');
  }
  const parsed = jsonSchema.safeParse(content);
  if (!parsed.success)
    throw refused(name, 'must be a list of arrays, or { "plant": { id, name, utcOffset }, "arrays": [...] }');
  const { plant, arrays } = parsed.data;
  refuseTooMany(arrays.length, name);
  const problems: RegistrationProblem[] = [];
  const rows = arrays.flatMap((array, index) => checked(array, index + 1, problems));
  return { plant, rows, problems };
}

function readCsv(text: string, name: string): RegistrationFile {
  const [first = ''] = text.trimStart().split(/[\r\n]/, 1);
  const delimiter = DELIMITERS.reduce((best, one) => (first.split(one).length > first.split(best).length ? one : best));
  const table = parseCsv(text, delimiter, name);
  const [header, ...lines] = table;
  const columns = columnsOf(header?.record ?? [], name);
  refuseTooMany(lines.length, name);
  const problems: RegistrationProblem[] = [];
  const rows = lines.flatMap(({ record, info }) => {
    const line = info.lines;
    if (record.every((cell) => cell === '')) return [];
    if (record.length > columns.length && record.slice(columns.length).some((cell) => cell !== '')) {
      problems.push({ line, column: null, message: `has ${record.length} values, the header ${columns.length}` });
      return [];
    }
    const before = problems.length;
    const values: Record<string, unknown> = {};
    columns.forEach((column, index) => {
      if (column !== null) values[column] = saidIn(column, record[index] ?? '', line, problems);
    });
    return problems.length > before ? [] : checked(values, line, problems);
  });
  return { plant: {}, rows, problems };
}

interface CsvLine {
  record: string[];
  info: InfoRecord;
}

function parseCsv(text: string, delimiter: string, name: string): CsvLine[] {
  try {
    return parse(text, {
      delimiter,
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
      info: true,
      max_record_size: 100_000,
    }) as unknown as CsvLine[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw refused(name, `line ${error.lines}: ${error.message.split('\n', 1)[0]}`);
  }
}

/** Which column each is, whatever their order; nulls for empty ones at the end, as spreadsheets leave. */
function columnsOf(header: readonly string[], name: string): (Column | null)[] {
  const seen = new Set<Column>();
  const columns = header.map((title, index) => {
    if (title === '') return null;
    const column = COLUMN_OF.get(meantBy(title));
    const shown = `"${printable(title.slice(0, 60))}"`;
    if (!column) {
      throw refused(
        name,
        `line 1: there is no column ${shown} (number ${index + 1}); columns are ${ARRAY_COLUMNS.join(', ')}`,
      );
    }
    if (seen.has(column)) throw refused(name, `line 1: the column ${column} is there twice`);
    seen.add(column);
    return column;
  });
  if (!seen.has('deviceId')) throw refused(name, 'line 1: there is no column deviceId');
  return columns;
}

function refuseTooMany(rows: number, name: string): void {
  if (rows > MAX_ARRAYS) throw refused(name, `holds ${rows} arrays, a plant has at most ${MAX_ARRAYS}`);
}

/** What a cell says; an empty one is null. */
function saidIn(column: Column, cell: string, line: number, problems: RegistrationProblem[]): unknown {
  const text = cell.replace(NEUTRAL, '').trim();
  if (text === '') return column === 'deviceId' ? '' : null;
  if (text.length > LONGEST_CELL) {
    problems.push({ line, column, message: `must be at most ${LONGEST_CELL} characters` });
    return null;
  }
  if (TEXTS.includes(column)) return column.startsWith('inService') ? dayOf(text) : text;
  if (column === 'blockingDiodes') return WORDS.get(text.toLowerCase()) ?? told('must be yes or no');
  // A comma between the values of a file that parts them otherwise, or in quotes, is a decimal one.
  const number = Number(/^[+-]?\d+,\d+$/.test(text) ? text.replace(',', '.') : text);
  return Number.isFinite(number) ? number : told('must be a number');

  function told(why: string): null {
    problems.push({ line, column, message: `${why}, not "${printable(text.slice(0, 40))}"` });
    return null;
  }
}

/** 24.12.2026, as some spreadsheets write it, is 2026-12-24. */
function dayOf(text: string): string {
  const [, day, month, year] = /^(\d{2})\.(\d{2})\.(\d{4})$/.exec(text) ?? [];
  return day === undefined ? text : `${year}-${month}-${day}`;
}

function checked(values: unknown, line: number, problems: RegistrationProblem[]): ArrayRowGiven[] {
  const parsed = arrayInputSchema.safeParse(values);
  if (parsed.success) return [{ line, input: parsed.data }];
  for (const issue of parsed.error.issues) {
    const unknown = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
    const column = unknown ?? (issue.path.length === 0 ? null : String(issue.path[0]));
    const message = unknown === undefined ? issue.message : `is none; columns are ${ARRAY_COLUMNS.join(', ')}`;
    problems.push({ line, column: column === null ? null : printable(column.slice(0, 60)), message });
  }
  return [];
}
