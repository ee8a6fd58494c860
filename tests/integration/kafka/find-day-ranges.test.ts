import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Message } from 'kafkajs';
import { afterEach, expect, it, vi } from 'vitest';
import { readSettings } from '#server/env.ts';
import { findDayRanges } from '#server/gateways/kafka/find-day-ranges.ts';
import { KafkaConnection } from '#server/gateways/kafka/kafka-connection.ts';
import { kafkaSettings } from '#server/gateways/kafka/kafka-settings.ts';
import { KafkaSource } from '#server/gateways/readings/kafka-source.ts';
import { WAIT_MS } from '../../limits.ts';
import { describeWithKafka } from './given-kafka.ts';
import { deleteBefore, freshTopic, givenClient, openTransactionalProducer } from './topics.ts';

const DAY = '2026-06-21';
const HOUR_MS = 3_600_000;
const START_MS = Date.parse(`${DAY}T00:00:00Z`);
const SPAN = { startMs: START_MS, endMs: START_MS + 26 * HOUR_MS };

/** One message every minute of Kafka's time. */
const minutes = (fromHour: number, toHour: number): Message[] =>
  Array.from({ length: (toHour - fromHour) * 60 }, (_, i) => ({
    value: 'x',
    timestamp: `${START_MS + fromHour * HOUR_MS + i * 60_000}`,
  }));

describeWithKafka('the offsets of a plant day', ({ servers }) => {
  const { kafka, admin, producer } = givenClient({ servers });
  const opened: KafkaConnection[] = [];
  afterEach(() => Promise.all(opened.splice(0).map((connection) => connection.close())));
  const find = (topic: string) => {
    const settings = kafkaSettings(readSettings({ NODE_ENV: 'test', KAFKA_SERVERS: servers.plain }));
    if (!settings) throw new Error('no settings');
    const connection = new KafkaConnection(settings);
    opened.push(connection);
    return findDayRanges(connection, topic, DAY, SPAN);
  };

  it('begin with the day and end when late readings are in', async () => {
    const topic = await freshTopic(admin);
    await producer.send({ topic, messages: minutes(-10, 80) });
    expect(await find(topic)).toEqual([{ topic, partition: 0, begin: 600, end: 600 + 26 * 60 }]);
  });

  it('are not cut short by a clock that runs ahead in mid-day', async () => {
    const topic = await freshTopic(admin);
    const [ahead] = minutes(500, 501);
    const messages = [...minutes(-1, 12), ...(ahead ? [ahead] : []), ...minutes(12, 80)];
    await producer.send({ topic, messages });
    expect(await find(topic)).toEqual([{ topic, partition: 0, begin: 60, end: 60 + 26 * 60 + 1 }]);
  });

  it('stay whole when retention has deleted days before', async () => {
    const topic = await freshTopic(admin);
    await producer.send({ topic, messages: minutes(-10, 24) });
    await deleteBefore(admin, topic, 500);
    expect(await find(topic)).toEqual([{ topic, partition: 0, begin: 600, end: 34 * 60 }]);
  });

  it('are refused when retention has deleted a part of the day', async () => {
    const topic = await freshTopic(admin);
    await producer.send({ topic, messages: minutes(-10, 24) });
    await deleteBefore(admin, topic, 700);
    await expect(find(topic)).rejects.toMatchObject({
      code: 'no_data',
      message: expect.stringContaining('2026-06-21T01:40:00.000Z'),
    });
  });

  it('wait for the end of a transaction that is still open', async () => {
    const topic = await freshTopic(admin);
    const transactional = await openTransactionalProducer(kafka, topic);
    const transaction = await transactional.transaction();
    await transaction.send({ topic, messages: minutes(0, 1) });
    await expect(find(topic)).rejects.toMatchObject({ code: 'kafka', message: expect.stringContaining('transaction') });
    await transaction.commit();
    await transactional.disconnect();
    // The broker writes a transaction's markers after it has said that it is committed.
    const found = await vi.waitFor(() => find(topic), { timeout: WAIT_MS, interval: 100 });
    expect(found).toMatchObject([{ begin: 0, end: expect.any(Number) }]);
  });

  it('are given up at once when the run is cancelled, though the broker never answers', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const accepted = once(silent, 'connection');
    const address = silent.address();
    const server = `127.0.0.1:${address && typeof address === 'object' ? address.port : 0}`;
    const settings = readSettings({ NODE_ENV: 'test', KAFKA_SERVERS: server });
    const kafka = kafkaSettings(settings);
    if (!kafka) throw new Error('no settings');
    const cancelled = new AbortController();
    const shards = new KafkaSource(kafka, settings).shardsOf({ day: DAY, startMs: START_MS }, cancelled.signal);
    const outcome = expect(shards).rejects.toThrow('cancelled by its operator');
    await accepted;
    cancelled.abort(new Error('cancelled by its operator'));
    await outcome;
    silent.close();
  });
});
