import { parquetReadObjects } from 'hyparquet';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { exportColumnsOf } from '#domain/export-columns.ts';
import { decideVerdict } from '#domain/verdict.ts';
import { evidence, own, type VerdictColumn } from '#domain/verdict-column.ts';
import { VERDICT_COLUMNS } from '#domain/verdict-columns.ts';
import { apiShapeOf, RESULT_PARTS } from '#domain/verdict-shapes.ts';
import { READ_COMPRESSORS } from '#server/gateways/parquet/codec.ts';
import { exportTable, goldTable } from '#server/gateways/parquet/column-tables.ts';
import { exportParquet } from '#server/gateways/parquet/export-parquet.ts';
import { decodeGold, encodeGold } from '#server/gateways/parquet/gold-file.ts';
import { readGoldRows } from '#server/gateways/parquet/gold-rows.ts';
import { judgedViewOf, resultViewOf } from '#server/services/results/result-view.ts';
import { database, dateOfDay } from '#server/stores/database.ts';
import { ensurePlant } from '#server/stores/plants.ts';
import { insertRegistered } from '#server/stores/registered-arrays.ts';
import { insertVerdicts, type VerdictRow } from '#server/stores/verdicts.ts';
import { evidenceWith } from '../unit/domain/evidence.ts';
import { givenFreshPlant } from './setup/fresh-plant.ts';
import { plainArray } from './setup/plain-array.ts';

const DAY = '2026-11-23';
const DEVICE = 'DEMO000001';

/** One column that is a verdict's own, and one of what it rests on. */
const COLUMNS: readonly VerdictColumn[] = [
  ...VERDICT_COLUMNS,
  {
    ...own({
      name: 'soilingPart',
      type: 'double',
      value: z.number().nullable(),
      sql: 'float8',
      unit: '0 to 1',
      meaning: 'Light that dirt takes',
    }),
    name: 'soiling_part',
  },
  evidence('dry_days', 'dryDays', z.number().nullable(), 'days', 'Days since it rained'),
];

/** A verdict with the two, and one of the time before them. */
function verdicts() {
  const judged = { deviceId: DEVICE, coverage: 1, evidence: { ...evidenceWith(), dryDays: 12 } };
  const verdict = decideVerdict(judged, [0.9, 0.02, 0.02, 0.02, 0.02, 0.02], { fault: 0.6, normal: 0.6 });
  const found = { ...verdict, soilingPart: 0.25, day: DAY, energy: null, profile: null, partition: 0 };
  const { soilingPart: _, ...before } = { ...found, evidence: evidenceWith() };
  return { found, before };
}

const fileOf = (bytes: Uint8Array) => ({
  byteLength: bytes.length,
  slice: (from: number, end?: number) => Uint8Array.from(bytes.slice(from, end)).buffer,
});
const rowsIn = (bytes: Uint8Array) => parquetReadObjects({ file: fileOf(bytes), compressors: READ_COMPRESSORS });

describe('a column that is only an entry of the table', () => {
  const gold = new Uint8Array(encodeGold([verdicts().found], 'model', COLUMNS));

  it('is written to gold', async () => {
    expect(await rowsIn(gold)).toMatchObject([{ deviceId: DEVICE, soiling_part: 0.25, dry_days: 12 }]);
  });

  it('is read back from gold, and is null in gold of the time before', async () => {
    const [read] = await decodeGold(fileOf(gold), 'gold', COLUMNS);
    expect(read).toMatchObject({ soilingPart: 0.25, evidence: { dryDays: 12 } });
    const older = encodeGold([verdicts().before], 'model');
    expect(await decodeGold(fileOf(older), 'gold', COLUMNS)).toMatchObject([{ deviceId: DEVICE, soilingPart: null }]);
  });

  it('is in exports, and in the documents of both', async () => {
    const columns = exportColumnsOf(COLUMNS);
    const pieces: Uint8Array[] = [];
    const file = exportParquet({}, async (bytes) => void pieces.push(bytes), columns);
    const ofRun = { dayBeginsAt: `${DAY}T00:00:00Z`, modelVersion: 'model', runId: 'run' };
    await file.add((await readGoldRows(gold, 'gold', COLUMNS)).map((row) => ({ ...row, ...ofRun })));
    await file.end();
    expect(await rowsIn(Buffer.concat(pieces))).toMatchObject([{ deviceId: DEVICE, soiling_part: 0.25 }]);
    expect(exportTable(columns)).toContain(
      '| `soiling_part` | double | DOUBLE | may be | Light that dirt takes, 0 to 1 |',
    );
    expect(goldTable(COLUMNS)).toContain('| `dry_days` | double | days | may be | Days since it rained |');
  });
});

describe('with its migration', () => {
  givenFreshPlant();
  let row: VerdictRow | undefined;

  beforeAll(async () => {
    const db = database();
    await db.$executeRaw`alter table verdict add column "soilingPart" float8`;
    await ensurePlant(db, { id: 'demo', name: 'Test plant', utcOffsetMinutes: 60 });
    await insertRegistered(db, 'demo', [plainArray(DEVICE, 1, 1)]);
    const run = { plantId: 'demo', day: dateOfDay(DAY), trigger: 'command', requestedBy: 'test' } as const;
    const { id } = await db.run.create({ data: { ...run, state: 'succeeded' } });
    await insertVerdicts(db, id, [verdicts().found], COLUMNS);
    [row] = await db.$queryRaw<VerdictRow[]>`select * from verdict where "runId" = ${id}::uuid`;
  });

  it('is in the index', () => {
    expect(row).toMatchObject({ deviceId: DEVICE, condition: 'normal', soilingPart: 0.25, evidence: { dryDays: 12 } });
  });

  it('is in the views of the API', () => {
    expect(row && resultViewOf(row, DAY, COLUMNS)).toMatchObject({ deviceId: DEVICE, day: DAY, soilingPart: 0.25 });
    expect(row && judgedViewOf(row, COLUMNS)).toMatchObject({ soilingPart: 0.25, evidence: { dryDays: 12 } });
    expect(apiShapeOf(RESULT_PARTS, COLUMNS)).toHaveProperty('soilingPart');
  });
});
