import { type AsyncBuffer, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { OwnDayProfile } from '#domain/day-profile.ts';
import type { Energy } from '#domain/energy.ts';
import type { Verdict } from '#domain/verdict.ts';
import { goldColumnsOf, type VerdictColumn } from '#domain/verdict-column.ts';
import { VERDICT_COLUMNS } from '#domain/verdict-columns.ts';
import { HeliographError } from '#server/errors.ts';
import type { ObjectStore } from '#server/gateways/objects/object-store.ts';
import { READ_COMPRESSORS, WRITE_COMPRESSORS } from '#server/gateways/parquet/codec.ts';
import { goldCells } from '#server/gateways/parquet/gold-cells.ts';
import { goldVerdictSchema, partsOfRow } from '#server/gateways/parquet/gold-verdict.ts';
import { objectBuffer } from '#server/gateways/parquet/object-buffer.ts';
import { fileMetadata, requireSchema } from '#server/gateways/parquet/schemas.ts';

/** A verdict, the plant day it is about, and the array's energy on it; null where no slot has good data. */
export interface DayVerdict extends Verdict {
  day: string;
  energy: Energy | null;
  /** What the day teaches of the array; null where it taught nothing. */
  profile: OwnDayProfile | null;
}

const rowOrder = ({ deviceId, day }: DayVerdict) => `${deviceId} ${day}`;

/**
 * Gold as Parquet, rows sorted by deviceId and day. Nothing of the run or the clock is in it: the same input and model give
 * the same bytes. `verdict` is a condition or `no_verdict`; `condition` is the most probable one even when uncertain.
 */
export function encodeGold(
  verdicts: readonly DayVerdict[],
  modelVersion: string,
  columns: readonly VerdictColumn[] = VERDICT_COLUMNS,
): Uint8Array {
  const sorted = [...verdicts].sort((a, b) => (rowOrder(a) < rowOrder(b) ? -1 : 1));
  const days = [...new Set(sorted.map(({ day }) => day))];
  const buffer = parquetWriteBuffer({
    columnData: goldColumnsOf(columns).map((column) => goldCells(column, sorted)),
    codec: 'ZSTD',
    compressors: WRITE_COMPRESSORS,
    createdBy: 'heliograph',
    kvMetadata: fileMetadata('gold', {
      ...(days.length === 1 ? { day: days[0] ?? '' } : {}),
      model: modelVersion,
    }),
  });
  return new Uint8Array(buffer);
}

/** Reads verdicts back from gold. */
export async function readGold(store: ObjectStore, key: string): Promise<DayVerdict[]> {
  return decodeGold(await objectBuffer(store, key), key);
}

/** The verdicts in the bytes of gold; `key` is for messages. */
export async function decodeGold(
  file: AsyncBuffer,
  key: string,
  columns: readonly VerdictColumn[] = VERDICT_COLUMNS,
): Promise<DayVerdict[]> {
  const metadata = await parquetMetadataAsync(file);
  requireSchema(metadata, 'gold', key);
  const rows = await parquetReadObjects({ file, metadata, compressors: READ_COMPRESSORS, utf8: false });
  const schema = goldVerdictSchema(columns);
  return rows.map((row) => {
    const parsed = schema.safeParse(partsOfRow(row, columns, key));
    if (parsed.success) return parsed.data;
    throw new HeliographError('damaged_file', `${key} is not gold: ${parsed.error.message}`);
  });
}
