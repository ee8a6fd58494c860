import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import type { Message } from 'kafkajs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { QuarantinedMessage } from '#domain/quarantine.ts';
import { ingestedReadings, readMessages } from '#domain/reading-counts.ts';
import { runDay } from '#jobs/pipeline/run-day.ts';
import { projectRoot } from '#jobs/process/project-root.ts';
import { adoptSetting, childEnvironment } from '#server/env.ts';
import { READING_TYPE, type ReadingRecord } from '#server/gateways/readings/avro-schema.ts';
import { openReadingsSource } from '#server/gateways/readings/open-readings-source.ts';
import { getRun } from '#server/services/runs/get-run.ts';
import { listQuarantine } from '#server/services/runs/list-quarantine.ts';
import { contextOf } from '#tests/context.ts';
import { givenFreshPlant } from '#tests/integration/setup/fresh-plant.ts';
import { readPlantDay } from '#tests/read-plant-day.ts';
import { describeWithKafka } from './given-kafka.ts';
import { goldDigest, messageOf, sendAll, simulatedDay } from './simulated-day.ts';
import { deleteBefore, freshTopic, givenClient } from './topics.ts';

const DAY = '2026-06-21';
const ARRAYS = 14;
const run = { plantId: 'demo', day: DAY, trigger: 'command', requestedBy: 'test' } as const;
const HOUR_MS = 3_600_000;

describeWithKafka('a plant day from Kafka', ({ servers, user, certificate }) => {
  const plant = givenFreshPlant();
  const { admin, producer } = givenClient({ servers });
  let readings: ReadingRecord[] = [];
  let startMs = 0;
  let goldOfFiles = '';
  let wholeTopic = '';

  const send = (topic: string, messages: readonly Message[]) => sendAll(producer, topic, messages);
  const digest = () => goldDigest(DAY);
  const readFrom = (topic: string) => {
    adoptSetting('KAFKA_SERVERS', servers.plain);
    adoptSetting('KAFKA_TOPICS', topic);
  };

  /** How many readings the source of the settings gives. */
  const readAll = async () => {
    const source = openReadingsSource('demo');
    let count = 0;
    for (const shard of await source.shardsOf({ day: DAY, startMs })) {
      for await (const batch of source.read({ day: DAY, startMs }, shard, () => undefined)) count += batch.count;
    }
    return count;
  };

  beforeAll(async () => {
    ({ readings, startMs } = await simulatedDay(DAY, ARRAYS));
    await runDay(run);
    goldOfFiles = await digest();
    wholeTopic = await freshTopic(admin, { partitions: 3 });
    await send(
      wholeTopic,
      readings.map((reading) => messageOf(reading)),
    );
  });

  afterAll(() => {
    adoptSetting('KAFKA_SERVERS', '');
    adoptSetting('KAFKA_TOPICS', '');
  });

  it('gives the gold that the same readings give from Avro files, whatever happened to the stream, all counted', async () => {
    const topic = await freshTopic(admin, { partitions: 12 });
    const messages = readings.map((reading) => messageOf(reading));
    // Duplicates of what came before; a reading an hour late; the neighbours' days; what is no reading at all.
    const duplicates = readings.filter((_reading, index) => index % 100 === 0).map((reading) => messageOf(reading));
    const [late = [], prompt = []] = [
      messages.slice(1000, 1500),
      [...messages.slice(0, 1000), ...messages.slice(1500)],
    ];
    const first = readings[0] as ReadingRecord;
    const strangers = [startMs - 1, startMs + 24 * HOUR_MS].map((timestamp) => messageOf({ ...first, timestamp }));
    const truncated = READING_TYPE.toBuffer(first).subarray(0, 20);
    const broken: Message[] = ['', 'no reading of ours', truncated].map((value) => ({
      key: first.deviceId,
      value,
      timestamp: `${first.timestamp}`,
    }));
    const keyedOtherwise = messageOf(first, 'SOMEBODY01');
    await send(topic, [...prompt.slice(0, 9000), ...broken, keyedOtherwise, ...prompt.slice(9000)]);
    await send(topic, [
      ...late,
      ...duplicates,
      ...strangers.map((message) => ({ ...message, timestamp: `${startMs}` })),
    ]);
    // What follows the day in the log does not belong to the range.
    const next = readings
      .slice(0, 2000)
      .map((reading) => messageOf({ ...reading, timestamp: reading.timestamp + 26 * HOUR_MS }));
    await send(topic, next);

    readFrom(topic);
    const { runId } = await runDay(run);
    const { counts } = await getRun(await contextOf(), { runId });
    expect(counts).not.toBeNull();
    if (!counts) return;
    expect(counts).toMatchObject({ quarantined: 4, unregistered: 0, outsideDay: 2 });
    expect(counts.duplicates).toBe(duplicates.length);
    expect(ingestedReadings(counts)).toBe(readings.length);
    const parts = ingestedReadings(counts) + counts.duplicates + counts.outsideDay + counts.quarantined;
    expect(readMessages(counts)).toBe(parts);
    expect(parts).toBe(messages.length + duplicates.length + strangers.length + broken.length + 1);
    expect(await digest()).toBe(goldOfFiles);

    await runDay(run);
    expect(await digest()).toBe(goldOfFiles);

    const kept: QuarantinedMessage[] = [];
    for await (const message of listQuarantine(await contextOf(), { runId })) kept.push(message);
    expect(kept.map(({ reason }) => reason).sort()).toContain('wrong_key');
    expect(kept.map(({ valueBase64 }) => Buffer.from(valueBase64 ?? '', 'base64').toString())).toContain(
      'no reading of ours',
    );
    const script = path.join(projectRoot, 'jobs/commands/quarantine.ts');
    const env = childEnvironment({ HELIOGRAPH_DATA: plant.folder });
    const { stdout } = await promisify(execFile)(process.execPath, [script, '--day', DAY], { cwd: projectRoot, env });
    expect(stdout).toContain('key "SOMEBODY01"');
    expect(stdout).toContain('4 messages');
  });

  it('is read through SASL', async () => {
    readFrom(wholeTopic);
    adoptSetting('KAFKA_SERVERS', servers.sasl);
    adoptSetting('KAFKA_SECURITY_PROTOCOL', 'SASL_PLAINTEXT');
    adoptSetting('KAFKA_SASL_USERNAME', user.name);
    try {
      for (const mechanism of ['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512']) {
        adoptSetting('KAFKA_SASL_MECHANISM', mechanism);
        adoptSetting('KAFKA_SASL_PASSWORD', user.password);
        expect(await readAll()).toBe(readings.length);
        adoptSetting('KAFKA_SASL_PASSWORD', 'guessed');
        await expect(readAll()).rejects.toMatchObject({
          code: 'forbidden',
          message: expect.stringContaining('KAFKA_SASL_PASSWORD'),
        });
      }
    } finally {
      adoptSetting('KAFKA_SECURITY_PROTOCOL', 'PLAINTEXT');
    }
  });

  it('is read through TLS, by a client that trusts the authority', async () => {
    const file = path.join(plant.folder, 'authority.pem');
    await writeFile(file, certificate);
    readFrom(wholeTopic);
    adoptSetting('KAFKA_SERVERS', servers.tls);
    adoptSetting('KAFKA_SECURITY_PROTOCOL', 'SSL');
    try {
      await expect(readAll()).rejects.toMatchObject({
        code: 'kafka',
        message: expect.stringContaining('certificate'),
      });
      adoptSetting('KAFKA_SSL_CA', file);
      expect(await readAll()).toBe(readings.length);
    } finally {
      adoptSetting('KAFKA_SECURITY_PROTOCOL', 'PLAINTEXT');
      adoptSetting('KAFKA_SSL_CA', '');
    }
  });

  const refused: { name: string; code: string; says: string; given: () => Promise<string> }[] = [
    {
      name: 'an unknown topic',
      code: 'not_found',
      says: 'KAFKA_TOPICS',
      given: async () => 'no.such.topic',
    },
    {
      name: 'a topic keyed otherwise',
      code: 'invalid_input',
      says: 'the key of a message must be its deviceId',
      given: async () => {
        const topic = await freshTopic(admin, { partitions: 2 });
        await send(
          topic,
          readings.slice(0, 3000).map((reading) => messageOf(reading, 'plant-1')),
        );
        return topic;
      },
    },
    {
      name: 'a foreign schema',
      code: 'invalid_input',
      says: 'READINGS_SCHEMA',
      given: async () => {
        const topic = await freshTopic(admin);
        const timestamp = `${startMs + HOUR_MS}`;
        await send(
          topic,
          Array.from({ length: 500 }, (_, i) => ({ key: 'a', value: `{"meter":${i}}`, timestamp })),
        );
        return topic;
      },
    },
    {
      name: 'a deviceId that is none',
      code: 'invalid_input',
      says: '1 to 64 printable characters',
      given: async () => {
        const topic = await freshTopic(admin);
        await send(
          topic,
          readings.slice(0, 500).map((reading) => messageOf({ ...reading, deviceId: 'inverter\t7' })),
        );
        return topic;
      },
    },
    {
      name: 'a day beyond retention',
      code: 'no_data',
      says: 'beyond the retention of Kafka',
      given: async () => {
        const topic = await freshTopic(admin);
        await send(
          topic,
          readings.slice(0, 30_000).map((reading) => messageOf(reading)),
        );
        await deleteBefore(admin, topic, 20_000);
        return topic;
      },
    },
    {
      name: 'a day that nothing was sent of',
      code: 'no_data',
      says: `no readings of ${DAY}`,
      given: async () => freshTopic(admin),
    },
  ];

  it.each(refused)(
    'is refused for $name, with what to do, and operators keep what they had',
    async ({ code, says, given }) => {
      const before = (await readPlantDay({ day: DAY })).run?.id;
      readFrom(await given());
      await expect(runDay(run)).rejects.toMatchObject({ code, message: expect.stringContaining(says) });
      expect((await readPlantDay({ day: DAY })).run?.id).toBe(before);
    },
  );

  it('is refused when no broker answers', async () => {
    const before = (await readPlantDay({ day: DAY })).run?.id;
    adoptSetting('KAFKA_SERVERS', '127.0.0.1:1');
    await expect(runDay(run)).rejects.toMatchObject({ code: 'kafka', message: expect.stringContaining('127.0.0.1:1') });
    expect((await readPlantDay({ day: DAY })).run?.id).toBe(before);
  });
});
