import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONDITIONS } from '#domain/conditions.ts';
import type { ExportRow } from '#domain/export-columns.ts';
import { shiftPlantDay } from '#domain/plant-day.ts';
import { childEnvironment } from '#server/env.ts';
import { exportParquet } from '#server/gateways/parquet/export-parquet.ts';

const python = childEnvironment().HELIOGRAPH_TEST_PYTHON ?? 'python3';
const hasPyarrow = spawnSync(python, ['-c', 'import pyarrow']).status === 0;
if (!hasPyarrow) process.stderr.write(`exports are not read with pyarrow: ${python} -m pip install pyarrow\n`);

/** Types, rows and the first day and instant, as pyarrow sees them. */
const SCRIPT = `
import json, sys
import pyarrow.parquet as pq
table = pq.read_table(sys.argv[1])
print(json.dumps({
  "types": {name: str(table.schema.field(name).type) for name in ("deviceId", "day", "dayBeginsAt", "p_normal", "loss_kwh")},
  "rows": table.num_rows,
  "day": str(table.column("day")[0].as_py()),
  "begins": table.column("dayBeginsAt")[0].as_py().isoformat(),
  "nulls": table.column("loss_kwh").null_count,
}))`;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'heliograph-export-test-'));
});
afterAll(() => rm(folder, { recursive: true }));

function rowsOf(day: string, arrays: number): ExportRow[] {
  return Array.from({ length: arrays }, (_, index) => ({
    deviceId: `DEMO${String(index).padStart(6, '0')}`,
    day,
    dayBeginsAt: `${day}T00:00:00.000Z`,
    verdict: 'normal',
    ...Object.fromEntries(CONDITIONS.map((condition, place) => [`p_${condition}`, Math.sin(index * 7 + place) ** 2])),
    coverage: 1 - index / 1e6,
    modelVersion: 'lenet5-test',
    runId: '01a20e48-4b3c-77e5-bba9-f203753bcab1',
  }));
}

describe('a year as Parquet', () => {
  it('is handed on group by group: no more than one is held, however many days there are', async () => {
    let largest = 0;
    let pieces = 0;
    let total = 0;
    const file = exportParquet({}, async (bytes) => {
      largest = Math.max(largest, bytes.length);
      total += bytes.length;
      pieces += 1;
    });
    for (let day = 0; day < 100; day++) await file.add(rowsOf(shiftPlantDay('2026-01-01', day), 1000));
    await file.end();
    // Five groups of 20,000 rows, and the footer.
    expect(pieces).toBe(6);
    expect(largest).toBeLessThan(total / 4);
  });
});

describe('an export with pyarrow', () => {
  it.skipIf(!hasPyarrow)('has a date, an instant in UTC and nulls for what it has no value of', async () => {
    const pieces: Uint8Array[] = [];
    const file = exportParquet({ plant: 'demo' }, async (bytes) => {
      pieces.push(bytes);
    });
    await file.add(rowsOf('2026-06-21', 3));
    await file.end();
    const name = path.join(folder, 'export.parquet');
    await writeFile(name, Buffer.concat(pieces));
    const { stdout, stderr } = spawnSync(python, ['-c', SCRIPT, name], { encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual({
      types: {
        deviceId: 'string',
        day: 'date32[day]',
        dayBeginsAt: 'timestamp[ms, tz=UTC]',
        p_normal: 'double',
        loss_kwh: 'double',
      },
      rows: 3,
      day: '2026-06-21',
      begins: '2026-06-21T00:00:00+00:00',
      nulls: 3,
    });
  });
});
