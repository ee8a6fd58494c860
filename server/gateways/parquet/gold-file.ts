import { type AsyncBuffer, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { type ColumnSource, parquetWriteBuffer } from 'hyparquet-writer';
import { z } from 'zod';
import { CONDITIONS } from '#server/domain/conditions.ts';
import type { OwnDayProfile } from '#server/domain/day-profile.ts';
import { type Energy, energySchema } from '#server/domain/energy.ts';
import { mostProbable, NO_VERDICT_REASONS, type Verdict } from '#server/domain/verdict.ts';
import { HeliographError } from '#server/errors.ts';
import type { ObjectStore } from '#server/gateways/objects/object-store.ts';
import { READ_COMPRESSORS, WRITE_COMPRESSORS } from '#server/gateways/parquet/codec.ts';
import { evidenceColumns, evidenceOfRow } from '#server/gateways/parquet/evidence-columns.ts';
import { objectBuffer } from '#server/gateways/parquet/object-buffer.ts';
import { fileMetadata, requireSchema } from '#server/gateways/parquet/schemas.ts';

/** Name of the column that holds a condition's probability: `p_line_line`. */
export const probabilityColumn = (condition: string) => `p_${condition}`;

/** A verdict, the plant day it is about, and the array's energy on it; null where no slot has good data. */
export interface DayVerdict extends Verdict {
  day: string;
  energy: Energy | null;
  /** What the day teaches of the array; null where it taught nothing. */
  profile: OwnDayProfile | null;
}

/** Columns of an array-day's energy. */
export const ENERGY_COLUMNS = {
  expected_kwh: 'expectedKwh',
  measured_kwh: 'measuredKwh',
  loss_kwh: 'lossKwh',
  loss_uncertainty_kwh: 'uncertaintyKwh',
} as const satisfies Record<string, keyof Energy>;

const rowOrder = ({ deviceId, day }: DayVerdict) => `${deviceId} ${day}`;

/**
 * Gold as Parquet, rows sorted by deviceId and day. Nothing of the run or the clock is in it: the same input and model give
 * the same bytes. `verdict` is a condition or `no_verdict`; `condition` is the most probable one even when uncertain.
 */
export function encodeGold(verdicts: readonly DayVerdict[], modelVersion: string): Uint8Array {
  const sorted = [...verdicts].sort((a, b) => (rowOrder(a) < rowOrder(b) ? -1 : 1));
  const days = [...new Set(sorted.map(({ day }) => day))];
  const text = (name: string, of: (verdict: DayVerdict) => string | null, nullable: boolean): ColumnSource => ({
    name,
    type: 'STRING',
    nullable,
    data: sorted.map(of),
  });
  const columnData: ColumnSource[] = [
    text('deviceId', (verdict) => verdict.deviceId, false),
    text('day', (verdict) => verdict.day, false),
    text('verdict', (verdict) => verdict.condition ?? 'no_verdict', false),
    text('reason', (verdict) => verdict.reason, true),
    text('detail', (verdict) => verdict.detail, true),
    text('condition', ({ probabilities }) => (probabilities ? mostProbable(probabilities).condition : null), true),
    { name: 'confidence', type: 'DOUBLE', data: sorted.map((verdict) => verdict.confidence) },
    ...CONDITIONS.map(
      (condition, index): ColumnSource => ({
        name: probabilityColumn(condition),
        type: 'DOUBLE',
        data: sorted.map((verdict) => verdict.probabilities?.[index] ?? null),
      }),
    ),
    { name: 'coverage', type: 'DOUBLE', nullable: false, data: sorted.map((verdict) => verdict.coverage) },
    ...Object.entries(ENERGY_COLUMNS).map(
      ([name, key]): ColumnSource => ({
        name,
        type: 'DOUBLE',
        data: sorted.map(({ energy }) => energy?.[key] ?? null),
      }),
    ),
    ...evidenceColumns(sorted),
  ];
  const buffer = parquetWriteBuffer({
    columnData,
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

const probability = z.number().nullish();
const kwh = z.number().nullish();
const storedVerdictSchema = z.object({
  deviceId: z.string(),
  day: z.string(),
  verdict: z.enum([...CONDITIONS, 'no_verdict']),
  reason: z.enum(NO_VERDICT_REASONS).nullish(),
  detail: z.string().nullish(),
  confidence: z.number().nullish(),
  coverage: z.number(),
  expected_kwh: kwh,
  measured_kwh: kwh,
  loss_kwh: kwh,
  loss_uncertainty_kwh: kwh,
  ...Object.fromEntries(CONDITIONS.map((condition) => [probabilityColumn(condition), probability])),
});

/** Reads verdicts back from gold. */
export async function readGold(store: ObjectStore, key: string): Promise<DayVerdict[]> {
  return decodeGold(await objectBuffer(store, key), key);
}

/** The verdicts in the bytes of gold; `key` is for messages. */
export async function decodeGold(file: AsyncBuffer, key: string): Promise<DayVerdict[]> {
  const metadata = await parquetMetadataAsync(file);
  requireSchema(metadata, 'gold', key);
  const rows = await parquetReadObjects({ file, metadata, compressors: READ_COMPRESSORS, utf8: false });
  return rows.map((row) => {
    const parsed = storedVerdictSchema.safeParse(row);
    if (!parsed.success) throw new HeliographError('damaged_file', `${key} is not gold: ${parsed.error.message}`);
    const { deviceId, day, verdict, reason, detail, confidence, coverage } = parsed.data;
    const probabilities = CONDITIONS.flatMap((condition) => {
      const value = row[probabilityColumn(condition)];
      return typeof value === 'number' ? [value] : [];
    });
    return {
      deviceId,
      day,
      condition: verdict === 'no_verdict' ? null : verdict,
      reason: reason ?? null,
      detail: detail ?? null,
      confidence: confidence ?? null,
      probabilities: probabilities.length === CONDITIONS.length ? probabilities : null,
      coverage,
      energy: energyOf(parsed.data),
      ...evidenceOfRow(row),
    };
  });
}

/** All four values, or none. */
function energyOf(row: Partial<Record<keyof typeof ENERGY_COLUMNS, number | null | undefined>>): Energy | null {
  const parsed = energySchema.safeParse({
    expectedKwh: row.expected_kwh,
    measuredKwh: row.measured_kwh,
    lossKwh: row.loss_kwh,
    uncertaintyKwh: row.loss_uncertainty_kwh,
  });
  return parsed.success ? parsed.data : null;
}
