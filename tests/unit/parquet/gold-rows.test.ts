import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { decideVerdict } from '#domain/verdict.ts';
import { decodeGold, encodeGold } from '#server/gateways/parquet/gold-file.ts';
import { readGoldRows } from '#server/gateways/parquet/gold-rows.ts';

const DAY = '2026-11-23';

/** Gold of a version, with a column more or less than the program's own. */
function goldOf(
  version: string,
  more: { name: string; data: (number | null)[] }[],
  { verdict = 'arc_fault', reason = null as string | null } = {},
): Uint8Array<ArrayBuffer> {
  const text = (name: string, value: string) => ({ name, type: 'STRING' as const, data: [value] });
  const buffer = parquetWriteBuffer({
    columnData: [
      text('deviceId', 'DEMO000001'),
      text('day', DAY),
      text('verdict', verdict),
      { name: 'reason', type: 'STRING' as const, data: [reason], nullable: true },
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
    const judged = { deviceId: 'DEMO000002', coverage: 1, evidence: null };
    const verdict = decideVerdict(judged, [0.9, 0.02, 0.02, 0.02, 0.02, 0.02], { fault: 0.6, normal: 0.6 });
    const bytes = new Uint8Array(encodeGold([{ day: DAY, energy: null, profile: null, ...verdict }], 'lenet5-test'));
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

  it('names the fault of a case: the condition, or a converter that was off while most others ran', async () => {
    const off = { verdict: 'no_verdict', reason: 'off' };
    const ran = (part: number | null) => [{ name: 'ran_while_off_part', data: [part] }];
    const faultIn = async (file: Uint8Array<ArrayBuffer>) => (await readGoldRows(file, 'gold'))[0]?.fault;
    expect(await faultIn(goldOf('2', []))).toBe('arc_fault');
    expect(await faultIn(goldOf('2', ran(1), { verdict: 'normal' }))).toBeNull();
    expect(await faultIn(goldOf('2', ran(0.5), off))).toBe('converter_off');
    expect(await faultIn(goldOf('2', ran(0.4), off))).toBeNull();
    expect(await faultIn(goldOf('2', [], off))).toBeNull();
  });

  it('of a release before verdicts had evidence is read as verdicts without', async () => {
    const bytes = goldOf('2', []);
    const file = { byteLength: bytes.length, slice: (from: number, end?: number) => bytes.slice(from, end).buffer };
    const verdicts = await decodeGold(file, 'gold');
    expect(verdicts).toMatchObject([{ deviceId: 'DEMO000001', condition: 'arc_fault', evidence: null, profile: null }]);
  });

  it('of a version to come is refused with its name and version', async () => {
    const error = { code: 'damaged_file', message: expect.stringContaining('somewhere is heliograph.gold 77') };
    await expect(readGoldRows(goldOf('77', []), 'somewhere')).rejects.toMatchObject(error);
  });

  it('that is not Parquet at all is refused', async () => {
    await expect(readGoldRows(new Uint8Array(64), 'zeros')).rejects.toMatchObject({ code: 'damaged_file' });
  });
});
