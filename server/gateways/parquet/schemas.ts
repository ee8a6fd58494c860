import type { FileMetaData } from 'hyparquet';
import { HeliographError } from '#server/errors.ts';

/** Versions of the files' schemas. A column that goes or changes its meaning makes a new one; README.md describes them. */
export const PARQUET_SCHEMAS = { silver: 3, scalograms: 1, gold: 2 } as const;

export type ParquetSchema = keyof typeof PARQUET_SCHEMAS;

type KeyValue = { key: string; value: string };

const SCHEMA_KEY = 'heliograph.schema';
const VERSION_KEY = 'heliograph.schemaVersion';

/** Key-value metadata that every file of ours begins with, and what is said of this one. */
export function fileMetadata(schema: ParquetSchema, more: Record<string, string>): KeyValue[] {
  const own = Object.entries(more).map(([name, value]) => ({ key: `heliograph.${name}`, value }));
  const version = `${PARQUET_SCHEMAS[schema]}`;
  return [{ key: SCHEMA_KEY, value: `heliograph.${schema}` }, { key: VERSION_KEY, value: version }, ...own];
}

/** A value of the key-value metadata. */
export function metadataValue(metadata: FileMetaData, name: string): string | undefined {
  return metadata.key_value_metadata?.find(({ key }) => key === `heliograph.${name}`)?.value;
}

/** Throws `damaged_file` when a file is of another kind, or of a version this program does not know. */
export function requireSchema(metadata: FileMetaData, schema: ParquetSchema, key: string): void {
  const name = metadataValue(metadata, 'schema');
  if (name !== `heliograph.${schema}`) {
    throw new HeliographError('damaged_file', `${key} is not ${schema}: its metadata says ${name ?? 'nothing'}`);
  }
  const version = metadataValue(metadata, 'schemaVersion');
  if (version === `${PARQUET_SCHEMAS[schema]}`) return;
  const known = PARQUET_SCHEMAS[schema];
  throw new HeliographError('damaged_file', `${key} is ${schema} of version ${version}, this program reads ${known}`);
}
