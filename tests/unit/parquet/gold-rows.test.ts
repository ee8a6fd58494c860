import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { decideVerdict } from '#server/domain/verdict.ts';
import { encodeGold } from '#server/gateways/parquet/gold-file.ts';
import { readGoldRows } from '#server/gateways/parquet/gold-rows.ts';

const DAY = '2026-11-23';

/** Gold of a version, with a column more or less than the program's own. */
function goldOf(version: string, more: { name: string; data: (number | null)[] }[]): Uint8Array<ArrayBuffer> {
  const text = (name: string, value: string) => ({ name, type: 'STRING' as const, data: [value] });
  const buffer = parquetWriteBuffer({
    columnData: [
      text('deviceId', 'DEMO000001'),
      text('day', DAY),
      text('verdict', 'arc_fault'),
      { name: 'coverage', type: 'DOUBLE', data: [0.9] },
      ...more.map((column) => ({ ...column, type: 'DOUBLE' as const })),
    ],
    kvMetadata: [
      { key: 'heliograph.schema', value: 'heliograph.gold' },
      { key: 'heliograph.schemaVersion', value: version },
    ],
  });
  return new Uint8Array(buffer);
}

describe('gold as rows of an export', () => {
  it('is what this program writes today', async () => {
    const verdict = decideVerdict('DEMO000002', [0.9, 0.02, 0.02, 0.02, 0.02, 0.02], { fault: 0.6, normal: 0.6 }, 1);
    const bytes = new Uint8Array(encodeGold([{ day: DAY, energy: null, ...verdict }], 'lenet5-test'));
    const rows = await readGoldRows(bytes, 'gold');
    expect(rows).toMatchObject([{ deviceId: 'DEMO000002', day: DAY, verdict: 'normal', reason: null, p_normal: 0.9 }]);
  });

  it('of version 1 has null for the energy it did not have', async () => {
    const [row] = await readGoldRows(goldOf('1', []), 'gold');
    expect(row).toMatchObject({ verdict: 'arc_fault', expected_kwh: null, loss_kwh: null, confidence: null });
  });

  it('of version 2 keeps its energy', async () => {
    const [row] = await readGoldRows(goldOf('2', [{ name: 'loss_kwh', data: [1.25] }]), 'gold');
    expect(row).toMatchObject({ loss_kwh: 1.25, expected_kwh: null });
  });

  it('of a version to come is refused with its name and version', async () => {
    const error = { code: 'damaged_file', message: expect.stringContaining('somewhere is heliograph.gold 77') };
    await expect(readGoldRows(goldOf('77', []), 'somewhere')).rejects.toMatchObject(error);
  });

  it('that is not Parquet at all is refused', async () => {
    await expect(readGoldRows(new Uint8Array(64), 'zeros')).rejects.toMatchObject({ code: 'damaged_file' });
  });
});
