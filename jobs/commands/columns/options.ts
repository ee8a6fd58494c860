import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ParseArgsOptionsConfig } from 'node:util';
import { z } from 'zod';
import { type ColumnMap, columnMapSchema, MAP_COLUMN_KEYS, MAP_UNITS, TIME_FORMATS } from '#domain/column-map.ts';
import { wholeNumber } from '#jobs/process/command.ts';
import { commandFolder } from '#server/env.ts';
import { HeliographError, messageOf } from '#server/errors.ts';
import { systemCode } from '#server/gateways/objects/write-errors.ts';

/** Options that tell which columns of somebody's files hold what. */
export const COLUMN_OPTIONS = {
  map: { type: 'string' },
  device: { type: 'string' },
  delimiter: { type: 'string' },
  decimal: { type: 'string' },
  'header-line': { type: 'string' },
  'data-line': { type: 'string' },
} as const satisfies ParseArgsOptionsConfig;

const units = Object.entries(MAP_UNITS)
  .filter(([quantity]) => quantity !== 'airTemperature')
  .map(([quantity, known]) => `${quantity} ${Object.keys(known).join(' ')}`)
  .join(', ');

export const COLUMN_HELP = `  Columns of other names or units (a file whose columns are unknown ends with what it looks like, ready to paste):
  --map KEY=COLUMN,...     or @FILE with the same as JSON. KEY is one of
                           ${MAP_COLUMN_KEYS.join(' ')}
                           voltage=Udc1:mV          a unit: ${units}
                           timestamp=Zeit:dd.mm.yyyy  ${TIME_FORMATS.join(' ')}
                           current=INV{device}_I    one column an array; beside a deviceId, for its inputs
                           power=COLUMN             in place of current
                           temperature=none         has it estimated from irradiance and airTemperature
  --device NAME            the array of a file that names none
  --delimiter C            what parts the values; "tab" for tabs
  --decimal ,              decimal commas
  --header-line N          the line with the columns' names; --data-line N the first one with values
`;

interface ColumnValues {
  map?: string | undefined;
  device?: string | undefined;
  delimiter?: string | undefined;
  decimal?: string | undefined;
  'header-line'?: string | undefined;
  'data-line'?: string | undefined;
}

/** The map of columns that the options make; null where none is given. Throws `invalid_input` that names what is wrong. */
export function readColumnMap(values: ColumnValues): ColumnMap | null {
  const line = (option: 'header-line' | 'data-line') => {
    const text = values[option];
    return text === undefined ? undefined : wholeNumber(`--${option}`, text, 1, 1001);
  };
  const options = {
    device: values.device,
    delimiter: values.delimiter === 'tab' || values.delimiter === '\\t' ? '\t' : values.delimiter,
    decimal: values.decimal,
    headerLine: line('header-line'),
    dataLine: line('data-line'),
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
