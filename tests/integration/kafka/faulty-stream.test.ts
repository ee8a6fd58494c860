import { afterAll, beforeAll, expect, it } from 'vitest';
import { ingestedReadings, readMessages, type ShardCounts } from '#domain/reading-counts.ts';
import { runDay } from '#jobs/pipeline/run-day.ts';
import { createSeededRandom } from '#models/classifier/seeded-random.ts';
import { adoptSetting } from '#server/env.ts';
import type { ReadingRecord } from '#server/gateways/readings/avro-schema.ts';
import { getRun } from '#server/services/runs/get-run.ts';
import { contextOf } from '#tests/context.ts';
import { givenFreshPlant } from '#tests/integration/setup/fresh-plant.ts';
import { adoptS3, type S3Api, startS3Api } from '#tests/integration/setup/s3-api.ts';
import { someFaults } from '#tests/integration/setup/s3-proxy.ts';
import { describeWithKafka } from './given-kafka.ts';
import { goldDigest, messageOf, sendAll, simulatedDay } from './simulated-day.ts';
import { freshTopic, givenClient } from './topics.ts';

const DAY = '2026-06-21';
const HOUR_MS = 3_600_000;
const run = { plantId: 'demo', day: DAY, trigger: 'command', requestedBy: 'test' } as const;

describeWithKafka('a plant day whose stream is not as it should be', ({ servers }) => {
  givenFreshPlant();
  const { admin, producer } = givenClient({ servers });
  let readings: ReadingRecord[] = [];
  let startMs = 0;
  let goldOfFiles = '';
  let countsOfFiles: ShardCounts;

  const countsOf = async (runId: string): Promise<ShardCounts> => {
    const { counts } = await getRun(await contextOf(), { runId });
    if (!counts) throw new Error('the run has no counts');
    return counts;
  };
  const runFrom = async (topic: string) => {
    adoptSetting('KAFKA_SERVERS', servers.plain);
    adoptSetting('KAFKA_TOPICS', topic);
    return countsOf((await runDay(run)).runId);
  };
  const shuffled = () => {
    const random = createSeededRandom(21);
    return readings
      .map((reading) => ({ reading, place: random() }))
      .sort((a, b) => a.place - b.place)
      .map(({ reading }) => reading);
  };

  beforeAll(async () => {
    ({ readings, startMs } = await simulatedDay(DAY, 8));
    countsOfFiles = await countsOf((await runDay(run)).runId);
    goldOfFiles = await goldDigest(DAY);
  });
  afterAll(() => {
    for (const setting of ['KAFKA_SERVERS', 'KAFKA_TOPICS', 'OBJECT_STORE']) adoptSetting(setting, '');
  });

  it('gives the same gold when every reading comes late and in no order at all', async () => {
    const topic = await freshTopic(admin, { partitions: 4 });
    // All of them within the hour after the day has ended.
    const late = shuffled().map((reading, i) => ({
      ...messageOf(reading),
      timestamp: `${startMs + 24 * HOUR_MS + i}`,
    }));
    await sendAll(producer, topic, late);
    const counts = await runFrom(topic);
    expect(counts).toEqual(countsOfFiles);
    expect(ingestedReadings(counts)).toBe(readings.length);
    expect(await goldDigest(DAY)).toBe(goldOfFiles);
  });

  it('counts each value that is NaN and each beyond its limits, and loses no reading for it', async () => {
    const topic = await freshTopic(admin, { partitions: 4 });
    const spoilt = readings.map((reading, i) => {
      if (i % 500 === 0) return { ...reading, current: Number.NaN };
      if (i % 700 === 1) return { ...reading, voltage: 1e6, irradiance: -1e6 };
      return i % 900 === 2 ? { ...reading, temperature: Number.POSITIVE_INFINITY } : reading;
    });
    await sendAll(
      producer,
      topic,
      spoilt.map((reading) => messageOf(reading)),
    );
    const counts = await runFrom(topic);
    const changed = (values: (reading: ReadingRecord) => number) =>
      spoilt.reduce((sum, reading) => sum + values(reading), 0);
    const nans = changed(({ current }) => Number(Number.isNaN(current)));
    const beyond = changed(
      ({ voltage, temperature }) => (voltage === 1e6 ? 2 : 0) + Number(temperature === Number.POSITIVE_INFINITY),
    );
    expect([nans, beyond].every((count) => count > 50)).toBe(true);
    expect(counts.notANumber).toBe(countsOfFiles.notANumber + nans);
    expect(counts.outOfRange).toBe(countsOfFiles.outOfRange + beyond);
    expect([ingestedReadings(counts), readMessages(counts)]).toEqual([readings.length, readings.length]);
  });

  it('gives the same gold with its objects in an S3 that fails a tenth of its requests', async () => {
    const topic = await freshTopic(admin, { partitions: 4 });
    await sendAll(
      producer,
      topic,
      readings.map((reading) => messageOf(reading)),
    );
    const api: S3Api = await startS3Api();
    try {
      adoptS3(api);
      api.setFaults(someFaults(8, 0.1));
      expect(await runFrom(topic)).toEqual(countsOfFiles);
      expect(await goldDigest(DAY)).toBe(goldOfFiles);
      expect(api.met.size).toBeGreaterThan(0);
    } finally {
      adoptSetting('OBJECT_STORE', '');
      await api.stop();
    }
  });
});
