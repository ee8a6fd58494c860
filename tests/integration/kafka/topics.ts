import { randomUUID } from 'node:crypto';
import kafkajs, { type Admin, type Kafka, type Producer } from 'kafkajs';
import { afterAll, beforeAll } from 'vitest';
import { packRecords, unpackRecords } from '#server/gateways/kafka/codecs.ts';
import { createTopic } from '#server/gateways/kafka/create-topic.ts';
import type { TestKafka } from '../setup/kafka-broker.ts';

/** kafkajs brings gzip alone; with these its producer can pack as the broker's other clients do. */
function registerCodecs(): void {
  const codec = (number: number) => () => ({
    compress: async ({ buffer }: { buffer: Buffer }) => packRecords(number, buffer),
    decompress: async (packed: Buffer) => unpackRecords(number, packed),
  });
  const { Snappy, LZ4, ZSTD } = kafkajs.CompressionTypes;
  for (const type of [Snappy, LZ4, ZSTD] as const) kafkajs.CompressionCodecs[type] = codec(type);
}

/** A client apart from the gateway that is tested. */
export function clientOf(server: string): Kafka {
  registerCodecs();
  return new kafkajs.Kafka({ brokers: [server], logLevel: kafkajs.logLevel.NOTHING, retry: { retries: 12 } });
}

/** An open admin and producer for the tests of a group. */
export function givenClient({ servers }: Pick<TestKafka, 'servers'>): {
  kafka: Kafka;
  admin: Admin;
  producer: Producer;
} {
  const kafka = clientOf(servers.plain);
  const client = {
    kafka,
    admin: kafka.admin(),
    producer: kafka.producer({ createPartitioner: kafkajs.Partitioners.DefaultPartitioner }),
  };
  beforeAll(async () => {
    await client.admin.connect();
    await client.producer.connect();
  });
  afterAll(async () => {
    await client.producer.disconnect();
    await client.admin.disconnect();
  });
  return client;
}

/** A producer of transactions, connected; its id is its own. */
export async function openTransactionalProducer(kafka: Kafka, transactionalId: string): Promise<Producer> {
  const producer = kafka.producer({
    transactionalId,
    idempotent: true,
    maxInFlightRequests: 1,
    createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
  });
  await producer.connect();
  return producer;
}

/** A topic that nobody has used. */
export async function freshTopic(
  admin: Admin,
  options: { partitions?: number; config?: Record<string, string> } = {},
): Promise<string> {
  const topic = `readings-${randomUUID()}`;
  const configEntries = Object.entries(options.config ?? {}).map(([name, value]) => ({ name, value }));
  await createTopic(admin, { topic, numPartitions: options.partitions ?? 1, configEntries });
  return topic;
}

/** Deletes what lies before an offset of partition 0, as retention would. */
export async function deleteBefore(admin: Admin, topic: string, offset: number): Promise<void> {
  // kafkajs knows the leader only of topics that it was asked about before.
  await admin.fetchTopicOffsets(topic);
  await admin.deleteTopicRecords({ topic, partitions: [{ partition: 0, offset: `${offset}` }] });
}
