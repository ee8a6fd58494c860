import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { datasetOf } from '#jobs/dataset/dataset.ts';
import type { DatasetOptions } from '#jobs/dataset/definition.ts';
import { makeGroup } from '#jobs/dataset/make-group.ts';
import { scenarioNameplate, scenarioOf } from '#jobs/dataset/scenario.ts';
import { IMAGE_WORK } from '#jobs/ingest/definition.ts';
import { run as ingestShard } from '#jobs/ingest/shard-task.ts';
import { IMAGE_PIXELS } from '#models/classifier/preprocessing.ts';
import { coverageOf, daylightOf } from '#models/series/daylight.ts';
import { type SeriesGrid, usableSlots } from '#models/series/series-grid.ts';
import { silverShardKey } from '#server/domain/object-keys.ts';
import { SLOTS_PER_DAY } from '#server/domain/plant-day.ts';
import { readMessages } from '#server/domain/reading-counts.ts';
import { adoptSetting } from '#server/env.ts';
import { openObjectStore } from '#server/gateways/objects/open-object-store.ts';
import { readSilver } from '#server/gateways/parquet/silver-file.ts';
import { scadaRoot } from '#server/gateways/readings/open-readings-source.ts';
import { scadaFile } from '#server/gateways/readings/scada-files.ts';
import { writeAvroFile } from '#server/gateways/readings/write-avro-file.ts';

const DAY = '2026-06-21';
const START_MS = Date.parse(`${DAY}T00:00:00Z`);
const nothing = () => undefined;
let folder = '';
let preprocessingJson = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'heliograph dataset '));
  adoptSetting('HELIOGRAPH_DATA', folder);
  preprocessingJson = await readFile('models/lenet5/preprocessing.json', 'utf8');
});
afterAll(() => rm(folder, { recursive: true }));

const optionsOf = (settings: Parameters<typeof scenarioOf>[0], days: number): DatasetOptions => ({
  scenario: scenarioOf(settings),
  seed: 11,
  split: 'test',
  days,
  preprocessingJson,
});

function* readingsOf(grids: readonly SeriesGrid[]) {
  for (let slot = 0; slot < SLOTS_PER_DAY; slot++) {
    for (const [index, { series }] of grids.entries()) {
      const at = (channel: Float32Array) => channel[slot] ?? Number.NaN;
      const { voltage, current, temperature, irradiance } = series;
      const values = [at(voltage), at(current), at(temperature), at(irradiance)] as const;
      if (values.every(Number.isNaN)) continue;
      const timestamp = START_MS + slot * 20_000 + 1234;
      const [v, i, t, g] = values;
      yield { deviceId: `ARRAY0000${index}`, timestamp, voltage: v, current: i, temperature: t, irradiance: g };
    }
  }
}

describe('a labelled array-day', () => {
  it.each([
    ['of the default array', { name: 'plain' }],
    [
      'of another module and layout with a fifth of its readings lost',
      {
        name: 'hard',
        module: 'SPR-E20-327',
        modulesInSeries: 4,
        strings: 2,
        missingPart: 0.2,
      },
    ],
  ] as const)(
    '%s has byte for byte the image, and the coverage, that the pipeline makes of the same readings',
    async (_, settings) => {
      const options = optionsOf(settings, 3);
      const { scenario, seed, split } = options;
      const dataset = await datasetOf(options, nothing);

      const { days } = makeGroup({ scenario, seed, split, index: 0, count: 3 });
      const plantId = `plant-${scenario.name}`;
      const grids = days.map(({ grid }) => grid);
      await writeAvroFile(scadaFile(scadaRoot(), plantId, DAY, 0), readingsOf(grids));
      const nameplate = scenarioNameplate(scenario);
      const arrays = days.map((_day, index) => ({ deviceId: `ARRAY0000${index}`, nameplate }));
      const shard = {
        plantId,
        day: DAY,
        dayStartMs: START_MS,
        runId: 'run',
        fence: 1,
        shard: { partition: 0, offsets: null },
        arrays,
        preprocessingJson,
        modelVersion: 'model',
      };
      const counter = new Int32Array(2);
      const answer = await ingestShard({ payload: shard, counter });
      if (answer.failure) throw answer.failure;
      // Progress: each reading that was read, and the images.
      expect(counter[0]).toBe(readMessages(answer.result.counts) + 3 * IMAGE_WORK);
      const { seen, lit } = answer.result.daylight;
      const daylight = daylightOf({ seen: Uint32Array.from(seen), lit: Uint32Array.from(lit) });

      const { rows } = await readSilver(openObjectStore('silver'), silverShardKey(plantId, DAY, 'run', 0, 1));
      const images = await dataset.readImages(0, 3);
      expect(rows).toHaveLength(3);
      rows.forEach(({ image, series }, index) => {
        const own = images.subarray(index * IMAGE_PIXELS, (index + 1) * IMAGE_PIXELS);
        expect(image && Buffer.compare(image, own), `image ${index}`).toBe(0);
        expect(coverageOf(usableSlots(series), daylight)).toBe(dataset.records[index]?.coverage);
      });
    },
  );

  it('is kept: asked for again, the same set comes without simulating anything', async () => {
    const options = optionsOf({ name: 'kept' }, 7);
    const first = await datasetOf(options, nothing);
    const progress: number[] = [];
    const again = await datasetOf(options, (done) => progress.push(done));
    expect(progress).toEqual([]);
    expect(again.records).toEqual(first.records);
    expect(Buffer.compare(await again.readImages(2, 5), await first.readImages(2, 5))).toBe(0);
    expect([...first.labels]).toEqual([0, 1, 2, 3, 4, 5, 0]);
  });
});

it('a scenario says what is in its days: lost readings, skies, the part a fault takes', async () => {
  const settings = { name: 'told', missingPart: 0.2, skies: ['overcast', 'broken'] } as const;
  const { records } = await datasetOf(optionsOf({ ...settings, skies: [...settings.skies] }, 12), nothing);
  for (const { sky, condition, lossPart, onsetHour, features } of records) {
    expect(['overcast', 'broken']).toContain(sky);
    expect(features?.every(Number.isFinite)).toBe(true);
    if (condition === 'normal') expect([lossPart, onsetHour]).toEqual([0, null]);
  }
  expect(Math.max(...records.map(({ coverage }) => coverage))).toBeLessThan(0.95);
  expect(records.some(({ lossPart }) => lossPart > 0.05)).toBe(true);
});
