import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import kafkajs, { type Message } from 'kafkajs';
import { afterEach, expect, it, vi } from 'vitest';
import type { OffsetRange } from '#domain/offset-range.ts';
import { startKafka } from '#jobs/dev/kafka/broker.ts';
import { kafkaClassPath } from '#jobs/dev/kafka/kafka-jars.ts';
import { readSettings } from '#server/env.ts';
import { CODEC_NAMES } from '#server/gateways/kafka/codecs.ts';
import { KafkaConnection } from '#server/gateways/kafka/kafka-connection.ts';
import { kafkaSettings } from '#server/gateways/kafka/kafka-settings.ts';
import { readRange } from '#server/gateways/kafka/read-range.ts';
import type { KafkaMessage } from '#server/gateways/kafka/records.ts';
import { WAIT_MS } from '#tests/limits.ts';
import { describeWithKafka } from './given-kafka.ts';
import { clientOf, deleteBefore, freshTopic, givenClient, openTransactionalProducer } from './topics.ts';

const numbered = (count: number, from = 0): Message[] =>
  Array.from({ length: count }, (_, i) => ({ key: `k${(from + i) % 50}`, value: `message ${from + i}` }));

const digest = (messages: readonly KafkaMessage[]) => {
  const hash = createHash('sha256');
  for (const { offset, timestampMs, key, value } of messages) hash.update(`${offset} ${timestampMs} ${key} ${value}\n`);
  return hash.digest('hex');
};

describeWithKafka('a range of offsets', ({ servers }) => {
  const { kafka, admin, producer } = givenClient({ servers });
  const opened: KafkaConnection[] = [];
  afterEach(() => Promise.all(opened.splice(0).map((connection) => connection.close())));

  const connect = (server = servers.plain) => {
    const settings = kafkaSettings(readSettings({ NODE_ENV: 'test', KAFKA_SERVERS: server }));
    if (!settings) throw new Error('no settings');
    const connection = new KafkaConnection(settings);
    opened.push(connection);
    return connection;
  };
  const read = async (range: OffsetRange, connection = connect()) => {
    const found: KafkaMessage[] = [];
    for await (const records of readRange(connection, range)) {
      while (records.next()) found.push(records.message());
    }
    return found;
  };
  const endOf = async (topic: string) => Number((await admin.fetchTopicOffsets(topic))[0]?.high);

  it('gives every message of the range and none beside it, twice the same', async () => {
    const topic = await freshTopic(admin);
    for (let from = 0; from < 30_000; from += 5000) await producer.send({ topic, messages: numbered(5000, from) });
    const range = { topic, partition: 0, begin: 1234, end: 28_765 };
    const messages = await read(range);
    expect(messages.map(({ offset }) => offset)).toEqual(Array.from({ length: 28_765 - 1234 }, (_, i) => 1234 + i));
    expect(messages.every(({ offset, value }) => String(value) === `message ${offset}`)).toBe(true);
    expect(digest(await read(range))).toBe(digest(messages));
  });

  it.each(CODEC_NAMES.map((name, codec) => ({ name, codec })))('unpacks $name', async ({ codec }) => {
    const topic = await freshTopic(admin);
    await producer.send({ topic, compression: codec, messages: numbered(2000) });
    const messages = await read({ topic, partition: 0, begin: 0, end: 2000 });
    expect(messages.map(({ value }) => String(value))).toEqual(numbered(2000).map(({ value }) => value));
  });

  it('unpacks what the producer of Kafka itself packs', async () => {
    const tool = ['-cp', await kafkaClassPath(() => undefined), 'org.apache.kafka.tools.ProducerPerformance'];
    for (const name of CODEC_NAMES.slice(1)) {
      const topic = await freshTopic(admin);
      const amount = ['--topic', topic, '--num-records', '1000', '--record-size', '300', '--throughput', '-1'];
      const properties = ['--producer-props', `bootstrap.servers=${servers.plain}`, `compression.type=${name}`];
      await promisify(execFile)('java', [...tool, ...amount, ...properties]);
      const messages = await read({ topic, partition: 0, begin: 0, end: 1000 });
      expect(messages.map(({ value }) => value?.length)).toEqual(new Array(1000).fill(300));
    }
  });

  it('ends where compaction has left gaps, at the end as well', async () => {
    const config = { 'cleanup.policy': 'compact', 'segment.ms': '100', 'min.cleanable.dirty.ratio': '0.01' };
    const topic = await freshTopic(admin, { config: { ...config, 'max.compaction.lag.ms': '100' } });
    // The last keys are written over and over: what lay before them goes.
    for (let turn = 0; turn < 20; turn++) await producer.send({ topic, messages: numbered(50, turn * 50) });
    let messages: KafkaMessage[] = [];
    const range = { topic, partition: 0, begin: 0, end: await endOf(topic) };
    // A new segment, so that the one with the range can be compacted.
    while (messages.length === 0 || messages.length > 100) {
      await producer.send({ topic, messages: [{ key: 'later', value: 'x' }] });
      messages = await read(range);
    }
    expect(messages.every(({ offset }) => offset >= 0 && offset < range.end)).toBe(true);
    expect((await read({ ...range, begin: 0, end: 40 })).length).toBeLessThan(40);
  });

  it('ends where compaction has taken the last messages of the range, up to all of them', async () => {
    const config = { 'cleanup.policy': 'compact', 'segment.ms': '100', 'min.cleanable.dirty.ratio': '0.01' };
    const topic = await freshTopic(admin, { config: { ...config, 'max.compaction.lag.ms': '100' } });
    await producer.send({ topic, messages: numbered(100) });
    const range = { topic, partition: 0, begin: 0, end: await endOf(topic) };
    let messages = await read(range);
    expect(messages).toHaveLength(100);
    // Every key of the range is written again behind it.
    while (messages.length > 0) {
      await producer.send({ topic, messages: numbered(50) });
      messages = await read(range);
    }
    expect(await read({ ...range, begin: 60 })).toEqual([]);
    expect(await read({ ...range, end: await endOf(topic) })).not.toEqual([]);
  });

  it('leaves aborted transactions out, and ends behind their markers', async () => {
    const topic = await freshTopic(admin);
    const transactional = await openTransactionalProducer(kafka, topic);
    for (const [index, outcome] of (['commit', 'abort', 'commit', 'abort'] as const).entries()) {
      const transaction = await transactional.transaction();
      await transaction.send({ topic, messages: numbered(100, index * 100) });
      await transaction[outcome]();
    }
    await transactional.disconnect();
    // The broker writes a transaction's marker after it has said that the transaction has ended.
    await vi.waitFor(async () => expect(await endOf(topic)).toBe(404), { timeout: WAIT_MS, interval: 100 });
    const end = 404;
    const messages = await read({ topic, partition: 0, begin: 0, end });
    const kept = [...numbered(100, 0), ...numbered(100, 200)].map(({ value }) => value);
    expect(messages.map(({ value }) => String(value))).toEqual(kept);
    expect(await read({ topic, partition: 0, begin: 303, end })).toEqual([]);
  });

  it('says that a part of the range was deleted', async () => {
    const topic = await freshTopic(admin);
    await producer.send({ topic, messages: numbered(100) });
    await deleteBefore(admin, topic, 60);
    expect(await read({ topic, partition: 0, begin: 60, end: 100 })).toHaveLength(40);
    await expect(read({ topic, partition: 0, begin: 0, end: 100 })).rejects.toMatchObject({
      code: 'no_data',
      message: expect.stringContaining('offset 0'),
    });
  });

  it('goes on, message for message, when the broker restarts in mid-read', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'heliograph kafka '));
    let broker = await startKafka({ folder });
    try {
      const client = clientOf(broker.servers.plain);
      const ownAdmin = client.admin();
      const ownProducer = client.producer({ createPartitioner: kafkajs.Partitioners.DefaultPartitioner });
      await Promise.all([ownAdmin.connect(), ownProducer.connect()]);
      const topic = await freshTopic(ownAdmin);
      const filler = 'x'.repeat(500);
      for (let from = 0; from < 20_000; from += 1000) {
        const messages = numbered(1000, from).map(({ key, value }) => ({
          key: key ?? null,
          value: `${value}${filler}`,
        }));
        await ownProducer.send({ topic, messages });
      }
      await Promise.all([ownAdmin.disconnect(), ownProducer.disconnect()]);
      const offsets: number[] = [];
      let restarted = false;
      for await (const records of readRange(connect(broker.servers.plain), {
        topic,
        partition: 0,
        begin: 0,
        end: 20_000,
      })) {
        while (records.next()) offsets.push(records.offset);
        if (restarted) continue;
        restarted = true;
        await broker.kill();
        broker = await startKafka({ folder, ports: broker.ports });
      }
      expect(offsets).toEqual(Array.from({ length: 20_000 }, (_, i) => i));
    } finally {
      await broker.stop();
      await rm(folder, { recursive: true });
    }
  });
});
