import type { ColumnMap } from '#domain/column-map.ts';
import { HeliographError } from '#server/errors.ts';
import type { RawRow } from '#server/gateways/readings/rows/reading-rows.ts';
import { layoutOf, type RowLayout, rowsOf } from './layout.ts';
import { proposalFor } from './propose-map.ts';

/**
 * Makes rows of objects; the first one's members must be those sought, else it is refused with what it looks like. What has no
 * map of columns stays the object it is.
 */
export function objectRows(
  map: ColumnMap | null,
  name: string,
): (values: Readonly<Record<string, unknown>>, keys: readonly string[], where: string) => RawRow[] {
  let layout: RowLayout | undefined;
  return (values, keys, where) => {
    layout ??= layoutFor(map, values, keys, name);
    if (map === null) return [{ where, values }];
    return [...rowsOf(layout, where, (column) => (Object.hasOwn(values, column) ? values[column] : undefined))];
  };
}

function layoutFor(
  map: ColumnMap | null,
  values: Readonly<Record<string, unknown>>,
  keys: readonly string[],
  name: string,
): RowLayout {
  try {
    return layoutOf(map, keys, name);
  } catch (error) {
    if (map !== null || !(error instanceof HeliographError)) throw error;
    const cells = keys.map((key) => (Object.hasOwn(values, key) ? String(values[key]).slice(0, 64) : ''));
    const proposal = proposalFor({ delimiter: null, records: [[...keys], cells] }, name);
    throw proposal === null ? error : new HeliographError(error.code, `${error.message}; it ${proposal}`);
  }
}
