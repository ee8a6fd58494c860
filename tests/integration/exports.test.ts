import { createHash } from 'node:crypto';
import { readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { EXPORT_COLUMNS } from '#domain/export-columns.ts';
import { goldDayKey } from '#domain/object-keys.ts';
import { runDay } from '#jobs/pipeline/run-day.ts';
import { ensureSimulatedDay } from '#jobs/simulator/simulate-day.ts';
import { systemPrincipal } from '#server/auth/principal.ts';
import { openObjectStore } from '#server/gateways/objects/open-object-store.ts';
import { fileDownload } from '#server/http/file-download.ts';
import { openSystem } from '#server/services/context.ts';
import { openGold } from '#server/services/days/open-gold.ts';
import { getReceipt } from '#server/services/exports/get-receipt.ts';
import { prepareExport } from '#server/services/exports/prepare-export.ts';
import { previewExport } from '#server/services/exports/preview-export.ts';
import { registerDemoPlant } from '#server/services/plants/register-demo-plant.ts';
import { database } from '#server/stores/database.ts';
import { insertRemoval } from '#server/stores/removals.ts';
import { contextOf, installationOf } from '#tests/context.ts';
import { givenFreshPlant } from '#tests/integration/setup/fresh-plant.ts';

const DAYS = ['2026-06-20', '2026-06-21'] as const;
const RANGE = { from: DAYS[0], to: '2026-06-23' };
const ARRAYS = 14;
const actor = systemPrincipal('test');
const plant = givenFreshPlant();
const runs: string[] = [];

beforeAll(async () => {
  await registerDemoPlant(openSystem(), { arrays: ARRAYS });
  for (const day of DAYS) {
    await ensureSimulatedDay({ plantId: 'demo', day, onProgress: () => undefined });
    runs.push((await runDay({ plantId: 'demo', day, trigger: 'command', requestedBy: 'test' })).runId);
  }
});

type Query = Parameters<typeof prepareExport>[1];

/** A download to its end, and the file it left behind for other programs to read. */
async function downloaded(query: Query, signal = new AbortController().signal) {
  const prepared = await prepareExport(await contextOf(actor), query, signal);
  const response = fileDownload(prepared);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const name = path.join(plant.folder, prepared.file.fileName);
  await writeFile(name, bytes);
  return { file: prepared.file, headers: response.headers, bytes, name };
}

async function ask(sql: string) {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const reader = await connection.runAndReadAll(sql);
  connection.closeSync();
  return reader.getRowObjectsJson();
}

const leftovers = async () => (await readdir(tmpdir())).filter((name) => /^heliograph-[0-9a-f-]{36}\.tmp$/.test(name));

describe('an export of a range', () => {
  it('says its size, rows and SHA-256 before the first byte, and they are those of the bytes', async () => {
    for (const format of ['parquet', 'csv'] as const) {
      const { file, headers, bytes } = await downloaded({ ...RANGE, format });
      const digest = createHash('sha256').update(bytes);
      expect(file).toMatchObject({ bytes: bytes.length, rows: 2 * ARRAYS });
      expect(headers.get('content-length')).toBe(String(bytes.length));
      expect(headers.get('repr-digest')).toBe(`sha-256=:${digest.copy().digest('base64')}:`);
      expect(file.sha256).toBe(digest.digest('hex'));
      expect(headers.get('content-disposition')).toContain(`verdicts-2026-06-20_2026-06-23.${format}`);
    }
    expect(await leftovers()).toEqual([]);
  });

  it('opens in DuckDB with the documented columns and types', async () => {
    const { name } = await downloaded(RANGE);
    const types = { string: 'VARCHAR', date: 'DATE', timestamp: 'TIMESTAMP WITH TIME ZONE', double: 'DOUBLE' };
    const columns = await ask(`describe select * from read_parquet('${name}')`);
    expect(columns.map(({ column_name, column_type }) => ({ column_name, column_type }))).toEqual(
      EXPORT_COLUMNS.map(({ name: column, type }) => ({ column_name: column, column_type: types[type] })),
    );
    const perDay = await ask(
      `select day, count(*) n, count(distinct "runId") runs, min(epoch_ms("dayBeginsAt")) begins
       from read_parquet('${name}') group by day order by day`,
    );
    expect(perDay).toEqual(
      DAYS.map((day) => ({ day, n: `${ARRAYS}`, runs: '1', begins: `${Date.parse(`${day}T00:00:00+01:00`)}` })),
    );
  });

  it('holds in Parquet and CSV what gold holds', async () => {
    const parquet = await downloaded(RANGE);
    const csv = await downloaded({ ...RANGE, format: 'csv' });
    const gold = DAYS.map((day, index) =>
      path.join(plant.folder, 'objects/gold', goldDayKey('demo', day, runs[index] ?? '', 1)),
    );
    const same = 'select "deviceId", day::date d, verdict, reason, confidence, p_arc_fault, coverage';
    const files = `[${gold.map((file) => `'${file}'`).join(',')}]`;
    const difference = await ask(
      `(${same} from read_parquet(${files})) except (${same} from read_parquet('${parquet.name}'))`,
    );
    expect(difference).toEqual([]);
    const lines: Record<string, string>[] = parse(csv.bytes, { columns: true, record_delimiter: '\r\n' });
    const rows = await ask(`select "deviceId", verdict, coverage from read_parquet('${parquet.name}')`);
    expect(lines.map(({ deviceId, verdict, coverage }) => [deviceId, verdict, Number(coverage)])).toEqual(
      rows.map(({ deviceId, verdict, coverage }) => [deviceId, verdict, coverage]),
    );
  });

  it('takes what the filter names, as many as the preview says', async () => {
    const filters = [
      { verdicts: 'no_verdict' },
      { verdicts: 'faults' },
      { verdicts: 'normal,no_verdict', arrays: 'DEMO00001*' },
      { arrays: 'demo000001 DEMO000003' },
      { minConfidence: 0.9 },
    ];
    for (const filter of filters) {
      const { rows } = await previewExport(await contextOf(), { ...RANGE, ...filter });
      const { file, name } = await downloaded({ ...RANGE, ...filter });
      expect({ filter, rows: file.rows }).toEqual({ filter, rows });
      expect(file.fileName).toContain('-selected.parquet');
      const [{ n } = { n: null }] = await ask(`select count(*) n from read_parquet('${name}')`);
      expect(Number(n)).toBe(rows);
    }
    expect((await previewExport(await contextOf(), { ...RANGE, arrays: 'DEMO000001,DEMO000003' })).rows).toBe(4);
  });
});

describe('the preview of an export', () => {
  it('names the days that have no result, and the columns', async () => {
    const preview = await previewExport(await contextOf(), RANGE);
    expect(preview).toMatchObject({
      days: 2,
      rows: 2 * ARRAYS,
      missing: ['2026-06-22', '2026-06-23'].map((day) => ({ day, reason: 'no_result' })),
      goldFile: null,
    });
    expect(preview.columns).toHaveLength(EXPORT_COLUMNS.length);
  });

  it('of one whole day names the very file of the run, with its SHA-256', async () => {
    const { goldFile } = await previewExport(await contextOf(), { from: DAYS[1] });
    const { bytes } = await openGold(await contextOf(), { day: DAYS[1] });
    expect(goldFile).toMatchObject({ bytes: bytes.length, rows: ARRAYS });
    expect(goldFile?.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
  });

  it('begins with the latest published day', async () => {
    expect(await previewExport(await contextOf(), {})).toMatchObject({ from: DAYS[1], to: DAYS[1], days: 1 });
  });
});

describe('an export that cannot be', () => {
  it.each([
    [{ from: '2026-06-22', to: '2026-06-21' }, /2026-06-21 is before 2026-06-22/],
    [{ from: '2025-06-20', to: '2026-06-21' }, /367 days are too many/],
    [{ from: '9999-12-31' }, /from: expected an existing date/],
    [{ from: '2026-02-30' }, /from: /],
    [{ from: DAYS[0], verdicts: 'sunny' }, /verdicts.*expected "faults"/],
    [{ from: DAYS[0], arrays: 'DEMO*1' }, /arrays.*expected ids/],
    [{ from: DAYS[0], minConfidence: '2' }, /minConfidence/],
  ])('is refused with the name of what is wrong: %j', async (query, message) => {
    const error = { code: 'invalid_input', message: expect.stringMatching(message) };
    await expect(previewExport(await contextOf(), query)).rejects.toMatchObject(error);
    await expect(downloaded(query)).rejects.toMatchObject(error);
  });

  it('of days without a result says so', async () => {
    await expect(downloaded({ from: '2026-06-22' })).rejects.toMatchObject({ code: 'no_data' });
  });

  it('given up by its reader ends, and leaves no file', async () => {
    const stop = new AbortController();
    stop.abort();
    await expect(downloaded(RANGE, stop.signal)).rejects.toMatchObject({ code: 'cancelled' });
    const prepared = await prepareExport(await contextOf(actor), RANGE, new AbortController().signal);
    await fileDownload(prepared).body?.cancel();
    await expect(prepared.read(0, 1)).rejects.toThrow();
    expect(await leftovers()).toEqual([]);
  });

  it('beyond four at once is told to wait, and has room again when one ends', async () => {
    const open = await Promise.all(
      Array.from({ length: 4 }, async () => prepareExport(await contextOf(actor), RANGE, new AbortController().signal)),
    );
    await expect(downloaded(RANGE)).rejects.toMatchObject({ code: 'busy' });
    await Promise.all(open.map(({ close }) => close()));
    expect((await downloaded(RANGE)).file.rows).toBe(2 * ARRAYS);
  });
});

describe('the receipt of a download', () => {
  const receipt = '3f0c2a52-6c1b-4d0e-9a55-0d8e2f1b7a11';

  it('says what was delivered to who asked for it, and to nobody else; an id serves once', async () => {
    await expect(getReceipt(installationOf(actor), { receiptId: receipt })).rejects.toMatchObject({
      code: 'not_found',
    });
    const { file } = await downloaded({ ...RANGE, receipt });
    expect(await getReceipt(installationOf(actor), { receiptId: receipt })).toEqual({ id: receipt, file, error: null });
    await expect(getReceipt(installationOf(systemPrincipal('other')), { receiptId: receipt })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(downloaded({ ...RANGE, receipt })).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('a day whose gold is not what it was', () => {
  const receipt = '7d2f7b0e-5b58-4a0e-8d4c-52c1c1f2a9d0';

  it('damaged, is named instead of exported, in the receipt too', async () => {
    const key = goldDayKey('demo', DAYS[0], runs[0] ?? '', 1);
    const bytes = await openObjectStore('gold').get(key);
    await openObjectStore('gold').put(key, bytes.slice(0, -9));
    const message = expect.stringMatching(/result of 2026-06-20 cannot be exported.*run the day again/);
    await expect(downloaded({ ...RANGE, receipt })).rejects.toMatchObject({ code: 'damaged_file', message });
    expect(await getReceipt(installationOf(actor), { receiptId: receipt })).toMatchObject({
      file: null,
      error: message,
    });
    await openObjectStore('gold').put(key, bytes);
  });

  it('removed by housekeeping, is a line of the preview and not in the file', async () => {
    await insertRemoval(database(), { runId: runs[1] ?? '', bucket: 'gold', objects: 2, bytes: 100 });
    const preview = await previewExport(await contextOf(), RANGE);
    expect(preview).toMatchObject({ days: 1, rows: ARRAYS });
    expect(preview.missing).toContainEqual({ day: DAYS[1], reason: 'removed' });
    expect((await downloaded(RANGE)).file.rows).toBe(ARRAYS);
  });
});
