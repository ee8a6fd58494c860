import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { messageOf } from '#server/errors.ts';
import { type RawRow, requireColumns } from './reading-rows.ts';

/** One JSON object a line; the first one must have all columns. */
export async function* readNdjson(input: Readable, name: string): AsyncGenerator<RawRow> {
  let line = 0;
  let checked = false;
  for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    line++;
    if (text.trim() === '') continue;
    const row = { where: `${name} line ${line}`, ...parseObject(line === 1 ? text.replace(/^\uFEFF/, '') : text) };
    if (!checked && row.values) {
      requireColumns(Object.keys(row.values), name);
      checked = true;
    }
    yield row;
  }
}

type Parsed = { values: Record<string, unknown>; problem?: undefined } | { values?: undefined; problem: string };

function parseObject(text: string): Parsed {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { values: { ...value } };
  } catch (error) {
    return { problem: `not JSON (${messageOf(error)})` };
  }
  return { problem: 'not a JSON object' };
}
