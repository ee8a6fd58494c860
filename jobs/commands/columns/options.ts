import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { type ColumnMap, columnMapSchema, MAP_COLUMN_KEYS, MAP_UNITS, TIME_FORMATS } from '#domain/column-map.ts';
import { option } from '#jobs/process/declare-command.ts';
import { anyText, wholeNumber } from '#jobs/process/option-values.ts';
import { commandFolder } from '#server/env.ts';
import { HeliographError, messageOf } from '#server/errors.ts';
import { systemCode } from '#server/gateways/objects/write-errors.ts';

const units = Object.entries(MAP_UNITS)
  .filter(([quantity]) => quantity !== 'airTemperature')
  .map(([quantity, known]) => `${quantity} ${Object.keys(known).join(' ')}`)
  .join(', ');

/** Options that tell which columns of somebody's files hold what. */
export const COLUMN_OPTIONS = {
  map: option(
    '<key=column,...>',
    'columns of other names or units, or @FILE with the same as JSON; see below',
    anyText,
  ),
  device: option('<name>', 'the array of a file that names none', anyText),
  delimiter: option('<c>', 'what parts the values; "tab" for tabs', anyText),
  decimal: option('<c>', '"," for decimal commas', anyText),
  headerLine: option('<n>', "the line with the columns' names", wholeNumber(1, 1001)),
  dataLine: option('<n>', 'the first line with values', wholeNumber(1, 1001)),
};

/** What the help says of maps below the options. */
export const COLUMN_NOTES = `A file whose columns are unknown ends with what it looks like, ready to paste as --map. A KEY is one of
  ${MAP_COLUMN_KEYS.join(' ')}
  voltage=Udc1:mV            a unit: ${units}
  timestamp=Zeit:dd.mm.yyyy  ${TIME_FORMATS.join(' ')}
  current=INV{device}_I      one column an array; beside a deviceId, for its inputs
  power=COLUMN               in place of current
  temperature=none           has it estimated from irradiance and airTemperature`;

interface ColumnValues {
  map?: string | undefined;
  device?: string | undefined;
  delimiter?: string | undefined;
  decimal?: string | undefined;
  headerLine?: number | undefined;
  dataLine?: number | undefined;
}

/** The map of columns that the options make; null where none is given. Throws `invalid_input` that names what is wrong. */
export function readColumnMap(values: ColumnValues): ColumnMap | null {
  const options = {
    device: values.device,
    delimiter: values.delimiter === 'tab' || values.delimiter === '\\t' ? '\t' : values.delimiter,
    decimal: values.decimal,
    headerLine: values.headerLine,
    dataLine: values.dataLine,
  };
  const told = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  const given = { ...(values.map === undefined ? {} : mapOf(values.map)), ...told };
  if (Object.keys(given).length === 0) return null;
  const parsed = columnMapSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue?.path.length ? `${issue.path.join('.')}: ` : '';
  throw new HeliographError('invalid_input', `the map of columns: ${place}${issue?.message ?? 'it is none'}`);
}

function mapOf(text: string): Record<string, unknown> {
  return text.startsWith('@') ? mapIn(text.slice(1)) : pairsIn(text);
}

function mapIn(name: string): Record<string, unknown> {
  try {
    return z
      .record(z.string(), z.unknown())
      .parse(JSON.parse(readFileSync(path.resolve(commandFolder(), name), 'utf8')));
  } catch (error) {
    const why =
      systemCode(error) === 'ENOENT'
        ? 'there is no such file'
        : error instanceof z.ZodError
          ? 'it is no JSON object'
          : messageOf(error);
    throw new HeliographError('invalid_input', `--map @${name}: ${why}`, { cause: error });
  }
}

/** A comma parts two pairs where a key and = follow it: names of columns may hold commas. */
function pairsIn(text: string): Record<string, string> {
  const keys = MAP_COLUMN_KEYS.join('|');
  const pairs = text.split(new RegExp(`,(?=\\s*(?:${keys})\\s*=)`));
  const map: Record<string, string> = {};
  for (const pair of pairs) {
    const [, key = '', column = ''] = /^\s*(\w+)\s*=(.*)$/s.exec(pair) ?? [];
    if (!MAP_COLUMN_KEYS.some((known) => known === key)) {
      const use = `use ${MAP_COLUMN_KEYS.join(', ')}`;
      throw new HeliographError('invalid_input', `--map: "${pair.trim()}" is not KEY=COLUMN; ${use}`);
    }
    if (key in map) throw new HeliographError('invalid_input', `--map names ${key} twice`);
    map[key] = column.trim();
  }
  return map;
}
