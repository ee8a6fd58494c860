import type { SchemaElement } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { EXPORT_COLUMNS, EXPORT_SCHEMA_VERSION, type ExportColumn, type ExportRow } from '#domain/export-columns.ts';
import { WRITE_COMPRESSORS } from '#server/gateways/parquet/codec.ts';

/** Enough that a reader is fast, and few enough that a group is a few megabytes while it is built. */
const ROWS_PER_GROUP = 20_000;

/**
 * Writes rows as Parquet, group by group: each finished group goes to `write` and is forgotten. What stays in memory is one
 * group of rows and the footer's lines about the groups before.
 */
export function exportParquet(
  facts: Record<string, string>,
  write: (bytes: Uint8Array) => Promise<void>,
  columns: readonly ExportColumn[] = EXPORT_COLUMNS,
) {
  const bytes = new FlushingWriter(write);
  const writer = new ParquetWriter({
    writer: bytes,
    schema: [{ name: 'root', num_children: columns.length }, ...columns.map(schemaElement)],
    codec: 'ZSTD',
    compressors: WRITE_COMPRESSORS,
    createdBy: 'heliograph',
    kvMetadata: Object.entries({
      schema: 'heliograph.export',
      schemaVersion: `${EXPORT_SCHEMA_VERSION}`,
      ...facts,
    }).map(([key, value]) => ({ key: `heliograph.${key}`, value })),
  });
  let pending: ExportRow[] = [];
  const writeGroup = async () => {
    const rows = pending;
    pending = [];
    await writer.write({
      columnData: columns.map((column) => ({
        name: column.name,
        data: valuesOf(column, rows),
        offsetIndex: false,
      })),
      rowGroupSize: ROWS_PER_GROUP,
    });
  };
  return {
    add: async (rows: readonly ExportRow[]) => {
      pending = pending.concat(rows);
      if (pending.length >= ROWS_PER_GROUP) await writeGroup();
    },
    end: async () => {
      if (pending.length > 0) await writeGroup();
      await writer.finish();
    },
  };
}

/** Hands on what was written whenever a row group or the file is complete. */
class FlushingWriter extends ByteWriter {
  readonly #write: (bytes: Uint8Array) => Promise<void>;

  constructor(write: (bytes: Uint8Array) => Promise<void>) {
    super();
    this.#write = write;
  }

  async flush(): Promise<void> {
    const written = this.getBytes().slice();
    this.index = 0;
    await this.#write(written);
  }

  override finish(): Promise<void> {
    return this.flush();
  }
}

const TYPES = {
  string: { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } },
  date: { type: 'INT32', converted_type: 'DATE', logical_type: { type: 'DATE' } },
  timestamp: {
    type: 'INT64',
    converted_type: 'TIMESTAMP_MILLIS',
    logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' },
  },
  double: { type: 'DOUBLE' },
} as const satisfies Record<ExportColumn['type'], Partial<SchemaElement>>;

function schemaElement({ name, type, nullable }: ExportColumn): SchemaElement {
  return { name, ...TYPES[type], repetition_type: nullable ? 'OPTIONAL' : 'REQUIRED' };
}

function valuesOf({ name, type }: ExportColumn, rows: readonly ExportRow[]): unknown[] {
  const values = rows.map((row) => row[name] ?? null);
  if (type !== 'date' && type !== 'timestamp') return values;
  return values.map((value) => (value === null ? null : new Date(value)));
}
