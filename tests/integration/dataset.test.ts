import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHANNELS } from '#domain/channels.ts';
import { SLOTS_PER_DAY } from '#domain/plant-day.ts';
import { readMessages } from '#domain/reading-counts.ts';
import { datasetOf } from '#jobs/lab/dataset/dataset.ts';
import type { DatasetOptions } from '#jobs/lab/dataset/definition.ts';
import { makeGroup } from '#jobs/lab/dataset/make-group.ts';
import type { Sample } from '#jobs/lab/dataset/sample.ts';
import { scenarioNameplate, scenarioOf } from '#jobs/lab/dataset/scenario.ts';
import { GRID_WORK } from '#jobs/pipeline/stages/ingest/payload.ts';
import { run as ingestShard } from '#jobs/pipeline/stages/ingest/shard-task.ts';
import { run as predictShard } from '#jobs/pipeline/stages/predict/shard-task.ts';
import { IMAGE_PIXELS } from '#models/classifier/preprocessing.ts';
import { arrayOperationOf } from '#models/operation/array-operation.ts';
import { facingOf } from '#models/operation/peer-sketch.ts';
import { daylightOf } from '#models/series/daylight.ts';
import { adoptSetting } from '#server/env.ts';
import { openObjectStore } from '#server/gateways/objects/open-object-store.ts';
import { readGold } from '#server/gateways/parquet/gold-file.ts';
import { readScalograms } from '#server/gateways/parquet/scalogram-file.ts';
import { scadaRoot } from '#server/gateways/readings/open-readings-source.ts';
import { scadaFile } from '#server/gateways/readings/scada-files.ts';
import { writeAvroFile } from '#server/gateways/readings/write-avro-file.ts';
import { loadBundledModel } from '#server/services/models/load-model.ts';

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

function* readingsOf(samples: readonly Sample[]) {
  for (let slot = 0; slot < SLOTS_PER_DAY; slot++) {
    for (const [index, { series }] of samples.entries()) {
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

      const samples = makeGroup({ scenario, seed, split, index: 0, count: 3, withLoss: true });
      const plantId = `plant-${scenario.name}`;
      await writeAvroFile(scadaFile(scadaRoot(), plantId, DAY, 0), readingsOf(samples));
      const nameplate = scenarioNameplate(scenario);
      const arrays = samples.map((_sample, index) => ({ deviceId: `ARRAY0000${index}`, nameplate }));
      const place = { plantId, day: DAY, runId: 'run', fence: 1 };
      const shard = { partition: 0, offsets: null };
      const counter = new Int32Array(2);
      const ingested = await ingestShard({ payload: { ...place, dayStartMs: START_MS, shard, arrays }, counter });
      if (ingested.failure) throw ingested.failure;
      const { file, sketch, counts, daylight } = ingested.result;
      // Progress: each reading that was read, and the arrays' days.
      expect(counter[0]).toBe(readMessages(counts) + 3 * GRID_WORK);

      const { version, topologyJson, weights, calibration } = await loadBundledModel();
      const predicted = await predictShard({
        payload: {
          ...place,
          partition: 0,
          silver: file,
          sketches: [sketch],
          daylight: daylightOf({ seen: Uint32Array.from(daylight.seen), lit: Uint32Array.from(daylight.lit) }),
          nameplates: new Map(arrays.map(({ deviceId }) => [deviceId, nameplate])),
          pastDays: [],
          doubts: new Map(),
          model: { version, topologyJson, weights, calibration, preprocessingJson },
        },
        counter: new Int32Array(2),
      });
      if (predicted.failure) throw predicted.failure;
      const { rows } = await readScalograms(openObjectStore('silver'), predicted.result.scalograms.key);
      const verdicts = await readGold(openObjectStore('gold'), predicted.result.file.key);
      const images = await dataset.readImages(0, 3);
      expect(rows).toHaveLength(3);
      expect(verdicts).toHaveLength(3);
      rows.forEach(({ image }, index) => {
        const own = images.subarray(index * IMAGE_PIXELS, (index + 1) * IMAGE_PIXELS);
        expect(Buffer.compare(image, own), `image ${index}`).toBe(0);
        const record = dataset.records[index];
        expect(record?.context).toBe('nameplate');
        expect(verdicts[index]?.coverage).toBe(record?.coverage);
        // Two faults that cannot be told apart are the verdict's, not the day's.
        const { alternative, ...figures } = verdicts[index]?.evidence ?? {};
        expect({ ...figures, alternative: null }).toEqual(record?.evidence);
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

describe('a wide group', () => {
  let samples: Sample[] = [];
  // Sixteen array-days are simulated: long where others work beside.
  beforeAll(() => {
    const scenario = scenarioOf({ name: 'wide', variety: 'wide' });
    samples = makeGroup({ scenario, seed: 11, split: 'test', index: 0, count: 18, withLoss: false });
  }, 900_000);

  it('shows each array whole in two contexts and once cut, with no value known from the cut on', () => {
    expect(samples).toHaveLength(18);
    for (let first = 0; first < 18; first += 3) {
      const [one, other, cut] = samples.slice(first, first + 3);
      if (!one || !other || !cut) throw new Error('three views make an array');
      expect(one.series).toBe(other.series);
      expect(one.contextName).not.toBe(other.contextName);
      expect(cut.knownUntil).toBeGreaterThan(0);
      for (const channel of CHANNELS) {
        expect(cut.series[channel].subarray(cut.knownUntil ?? 0).every(Number.isNaN)).toBe(true);
      }
    }
  });

  it('compares a day that is not over with neighbours as whole days are: a slot has one reference', () => {
    let compared = 0;
    for (let first = 0; first < 18; first += 3) {
      const views = samples.slice(first, first + 3);
      const references = views.flatMap(({ series, nameplate, context }) => {
        const operation = arrayOperationOf(series, nameplate);
        const found = operation && context.peers?.referenceOf(facingOf(operation), operation);
        return found ? [found] : [];
      });
      const [reference, ...others] = references;
      for (const other of others) {
        for (let slot = 0; slot < SLOTS_PER_DAY; slot += 60) {
          expect(other.photocurrent(slot)).toBe(reference?.photocurrent(slot));
          compared++;
        }
      }
    }
    expect(compared).toBeGreaterThan(0);
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
