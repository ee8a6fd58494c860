import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decideVerdict, noVerdict } from '#server/domain/verdict.ts';
import { childEnvironment } from '#server/env.ts';
import { encodeGold } from '#server/gateways/parquet/gold-file.ts';
import { encodeSilver } from '#server/gateways/parquet/silver-file.ts';
import { silverRow } from './silver-row.ts';

const DAY = '2026-11-23';
const ENERGY = { expectedKwh: 21.5, measuredKwh: 14.25, lossKwh: 7.25, uncertaintyKwh: 1.125 };
const SCRIPT = fileURLToPath(new URL('./read_with_python.py', import.meta.url));
const python = childEnvironment().HELIOGRAPH_TEST_PYTHON ?? 'python3';
const has = (library: string) => spawnSync(python, ['-c', `import ${library}`]).status === 0;
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'heliograph-parquet-'));
  const rows = Array.from({ length: 40 }, (_, index) => silverRow(index));
  const verdicts = [
    {
      day: DAY,
      energy: ENERGY,
      ...decideVerdict('DEMO000002', [0.9, 0.02, 0.02, 0.02, 0.02, 0.02], { fault: 0.6, normal: 0.6 }, 1),
    },
    { day: DAY, energy: null, ...noVerdict('DEMO000003', 'insufficient_data', 0.2, '20 % of the daylight readings') },
  ];
  const origin = { day: DAY, modelVersion: 'lenet5-test', preprocessingJson: '{}' };
  await writeFile(path.join(folder, 'silver.parquet'), encodeSilver(rows, origin));
  await writeFile(path.join(folder, 'gold.parquet'), encodeGold(verdicts, 'lenet5-test'));
});
afterAll(() => rm(folder, { recursive: true }));

describe.each(['duckdb', 'pyarrow'])('%s', (library) => {
  const found = has(library);
  if (!found) process.stderr.write(`${library} is not read with: ${python} -m pip install duckdb pyarrow\n`);

  it.skipIf(!found)('reads silver and gold as they were written', () => {
    const files = ['silver.parquet', 'gold.parquet'].map((name) => path.join(folder, name));
    const { stdout, stderr } = spawnSync(python, [SCRIPT, library, ...files], { encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual({
      device: 'DEMO000033',
      volt: 133,
      gap: true,
      slots: 4320,
      image: 64 * 64 * 4,
      received: 33,
      tally: { no_verdict: 1, normal: 1 },
      schema: 'heliograph.silver',
    });
  });
});
