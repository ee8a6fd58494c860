import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findReadingsFiles } from '#server/gateways/readings/rows/find-files.ts';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'heliograph folder '));
});
afterEach(() => rm(folder, { recursive: true }));

async function given(...names: string[]): Promise<void> {
  for (const name of names) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), '');
  }
}

const found = async () => (await findReadingsFiles([folder])).map((file) => path.relative(folder, file));

describe('a folder of readings', () => {
  it('is its files of readings, without the truth that the simulator leaves beside them', async () => {
    await given('readings-2026-06-01-000.csv', 'truth.ndjson', 'truth.json', 'notes.txt', '.hidden.csv');
    expect(await found()).toEqual(['readings-2026-06-01-000.csv']);
  });

  it('may be a tree of plant=/day= folders, which is read day after day', async () => {
    const file = 'partition-000.avro';
    await given(`plant=a/day=2026-06-02/${file}`, `plant=b/day=2026-06-01/${file}`, `plant=a/day=2026-06-01/${file}`);
    await given('plant=a/day=2026-06-01/truth.json', 'truth.ndjson');
    await symlink(folder, path.join(folder, 'plant=a', 'loop'));
    expect(await found()).toEqual([
      `plant=a/day=2026-06-01/${file}`,
      `plant=b/day=2026-06-01/${file}`,
      `plant=a/day=2026-06-02/${file}`,
    ]);
  });

  it('without a file of readings is refused by name', async () => {
    await given('truth.ndjson');
    await expect(found()).rejects.toMatchObject({
      code: 'invalid_input',
      message: `${folder} holds no files of readings`,
    });
  });
});
