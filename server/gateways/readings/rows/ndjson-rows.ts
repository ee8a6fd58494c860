import type { Readable } from 'node:stream';
import type { ColumnMap } from '#domain/column-map.ts';
import { messageOf } from '#server/errors.ts';
import { objectRows } from '#server/gateways/readings/mapping/object-rows.ts';
import { columnTwice } from './columns.ts';
import { jsonKeys } from './json-keys.ts';
import type { RawRow } from './reading-rows.ts';
import { LONGEST_LINE_BYTES, textLines } from './text-lines.ts';

/** Rows mostly have the same members in the same order: those that were looked at are known. */
const KNOWN_MEMBERS = 1000;

/** One JSON object a line; the first one must have all columns. */
export async function* readNdjson(input: Readable, name: string, map: ColumnMap | null): AsyncGenerator<RawRow> {
  const known = new Map<string, string | null>();
  const rows = objectRows(map, name);
  for await (const { number, text } of textLines(input)) {
    const where = `${name} line ${number}`;
    if (text === null) {
      yield { where, problem: `longer than ${LONGEST_LINE_BYTES} bytes` };
      continue;
    }
    const json = number === 1 ? text.replace(/^\uFEFF/, '') : text;
    if (json.trim() === '') continue;
    const row = { where, ...parseObject(json) };
    if (!row.values) {
      yield row;
      continue;
    }
    const keys = jsonKeys(json);
    const found = rows(row.values, keys, where);
    const members = keys.join('\n');
    let problem = known.get(members);
    if (problem === undefined) problem = columnTwice(keys);
    if (known.size < KNOWN_MEMBERS) known.set(members, problem);
    if (problem !== null) yield { where, problem };
    else yield* found;
  }
}

type Parsed = { values: Record<string, unknown>; problem?: undefined } | { values?: undefined; problem: string };

function parseObject(text: string): Parsed {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { values: { ...value } };
  } catch (error) {
    return { problem: `not JSON (${messageOf(error).slice(0, 200)})` };
  }
  return { problem: 'not a JSON object' };
}
