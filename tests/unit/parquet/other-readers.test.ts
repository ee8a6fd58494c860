import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { childEnvironment } from '#server/env.ts';
import { encodeGold } from '#server/gateways/parquet/gold-file.ts';
import { encodeScalograms } from '#server/gateways/parquet/scalogram-file.ts';
import { encodeSilver } from '#server/gateways/parquet/silver-file.ts';
import { goldVerdicts, scalogramRow, silverRow } from './stored-rows.ts';

const DAY = '2026-11-23';
const SCRIPT = fileURLToPath(new URL('./read_with_python.py', import.meta.url));
const python = childEnvironment().HELIOGRAPH_TEST_PYTHON ?? 'python3';
const has = (library: string) => spawnSync(python, ['-c', `import ${library}`]).status === 0;
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'heliograph-parquet-'));
  const rows = Array.from({ length: 40 }, (_, index) => silverRow(index));
  const origin = { day: DAY, modelVersion: 'lenet5-test', preprocessingJson: '{}' };
  const images = rows.map((_, index) => scalogramRow(index));
  await writeFile(path.join(folder, 'silver.parquet'), encodeSilver(rows, DAY));
  await writeFile(path.join(folder, 'scalograms.parquet'), encodeScalograms(images, origin));
  await writeFile(path.join(folder, 'gold.parquet'), encodeGold(goldVerdicts(DAY), 'lenet5-test'));
}, 120_000);
afterAll(() => rm(folder, { recursive: true }));

describe.each(['duckdb', 'pyarrow'])('%s', (library) => {
  const found = has(library);
  if (!found) process.stderr.write(`${library} is not read with: ${python} -m pip install duckdb pyarrow\n`);

  it.skipIf(!found)('reads silver, scalograms and gold as they were written', () => {
    const files = ['silver.parquet', 'scalograms.parquet', 'gold.parquet'].map((name) => path.join(folder, name));
    const { stdout, stderr } = spawnSync(python, [SCRIPT, library, ...files], { encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual({
      device: 'DEMO000033',
      volt: 133,
      gap: true,
      slots: 4320,
      image: 64 * 64 * 4,
      received: 33,
      tally: { line_line: 1, no_verdict: 2, normal: 1 },
      deviation: -0.33,
      profile: 2 * 48 * 2,
      schema: 'heliograph.silver',
    });
  });
});
