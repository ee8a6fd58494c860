import { parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import type { ExportRow } from '#domain/export-columns.ts';
import { goldColumnsOf, type VerdictColumn } from '#domain/verdict-column.ts';
import { VERDICT_COLUMNS } from '#domain/verdict-columns.ts';
import { HeliographError, messageOf } from '#server/errors.ts';
import { READ_COMPRESSORS } from '#server/gateways/parquet/codec.ts';
import { cellOf } from '#server/gateways/parquet/gold-cells.ts';
import { metadataValue } from '#server/gateways/parquet/schemas.ts';

/** Versions of gold whose columns are all still known here: 1 has no energy. */
const READABLE_VERSIONS = new Set(['1', '2']);

/**
 * The rows of gold of any version as an export has them: a column that the version did not have is null. Throws
 * `damaged_file` that names `key` when the bytes are no gold, or a needed value is missing.
 */
export async function readGoldRows(
  bytes: Uint8Array<ArrayBuffer>,
  key: string,
  columns: readonly VerdictColumn[] = VERDICT_COLUMNS,
): Promise<ExportRow[]> {
  const exported = columns.filter((column) => column.exported);
  const gold = goldColumnsOf(exported);
  const rows = await parsed(bytes, key);
  return rows.map((row) =>
    Object.fromEntries([
      ...gold.map((column) => [column.name, cellOf(row, column, key)]),
      ...exported.flatMap((column) => (column.from === 'rule' ? [[column.name, column.of(row)]] : [])),
    ]),
  );
}

async function parsed(bytes: Uint8Array<ArrayBuffer>, key: string): Promise<Record<string, unknown>[]> {
  const file = { byteLength: bytes.length, slice: (start: number, end?: number) => bytes.slice(start, end).buffer };
  const metadata = await parquetMetadataAsync(file).catch((error: unknown) => {
    throw new HeliographError('damaged_file', `${key} is not Parquet: ${messageOf(error)}`, { cause: error });
  });
  const schema = metadataValue(metadata, 'schema');
  const version = metadataValue(metadata, 'schemaVersion') ?? '';
  if (schema !== 'heliograph.gold' || !READABLE_VERSIONS.has(version)) {
    const found = `${schema ?? 'of no schema'} ${version}`.trim();
    throw new HeliographError('damaged_file', `${key} is ${found}, not gold that this program reads`);
  }
  return parquetReadObjects({ file, metadata, compressors: READ_COMPRESSORS });
}
