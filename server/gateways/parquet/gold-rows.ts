import { parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { EXPORT_COLUMNS, type ExportRow } from '#server/domain/export-columns.ts';
import { type FaultKind, faultOf } from '#server/domain/fault-kinds.ts';
import { HeliographError, messageOf } from '#server/errors.ts';
import { READ_COMPRESSORS } from '#server/gateways/parquet/codec.ts';
import { metadataValue } from '#server/gateways/parquet/schemas.ts';

/** Versions of gold whose columns are all still known here: 1 has no energy. */
const READABLE_VERSIONS = new Set(['1', '2']);
const GOLD_COLUMNS = EXPORT_COLUMNS.filter(({ from }) => from === 'gold');

/**
 * The rows of gold of any version as an export has them: a column that the version did not have is null. Throws
 * `damaged_file` that names `key` when the bytes are no gold, or a needed value is missing.
 */
export async function readGoldRows(bytes: Uint8Array<ArrayBuffer>, key: string): Promise<ExportRow[]> {
  const rows = await parsed(bytes, key);
  return rows.map((row) => {
    const cells = GOLD_COLUMNS.map(({ name, type, nullable }) => {
      const value = row[name] ?? null;
      const fits = value === null ? nullable : typeof value === (type === 'double' ? 'number' : 'string');
      if (!fits) throw new HeliographError('damaged_file', `${key} is not gold: ${name} of a row is ${String(value)}`);
      return [name, value];
    });
    return { ...Object.fromEntries(cells), fault: faultOfRow(row) };
  });
}

function faultOfRow({ verdict, reason, ran_while_off_part: ran }: Record<string, unknown>): FaultKind | null {
  const condition = typeof verdict === 'string' && verdict !== 'no_verdict' ? verdict : null;
  const ranWhileOffPart = typeof ran === 'number' ? ran : null;
  return faultOf({ condition, reason: typeof reason === 'string' ? reason : null, ranWhileOffPart });
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
