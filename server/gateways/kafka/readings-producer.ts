import { type Admin, Kafka } from 'kafkajs';
import type { Settings } from '#server/env.ts';
import { HeliographError } from '#server/errors.ts';
import type { ReadingRecord } from '#server/gateways/readings/avro-schema.ts';
import { createReadingEncoder, type ReadingEncoder } from '#server/gateways/readings/reading-encoder.ts';
import { CODEC_NAMES } from './codecs.ts';
import { createTopic } from './create-topic.ts';
import { IdempotentProducer } from './idempotent-producer.ts';
import { KafkaConnection } from './kafka-connection.ts';
import { kafkaError } from './kafka-errors.ts';
import { kafkaSettings } from './kafka-settings.ts';
import { RecordBatchWriter } from './record-batch-writer.ts';
import { isStampedByBroker, OWN_TIME, TIMESTAMP_TYPE, whyStampedIsWrong } from './topic-timestamps.ts';

export type Compression = (typeof CODEC_NAMES)[number];

/** A clear answer within 15 s: what passes is waited for no longer than this at the start. */
const ANSWER_MS = 9000;

export interface ReadingsProducer {
  /** Resolves when all in-sync replicas have the readings, which share a partition by their deviceId. */
  send(readings: readonly ReadingRecord[]): Promise<void>;
  close(): Promise<void>;
}

export interface ProducerOptions {
  topic: string;
  compression: Compression;
  /** Creates the topic with so many partitions unless it is there. */
  createPartitions: number | null;
  /** Publishes to a topic, too, whose messages the broker stamps: a past day will not be found in it. */
  force: boolean;
  /** Told what is wrong with a topic that is published to all the same. */
  warn: (message: string) => void;
}

/**
 * Opens the way of readings into a topic of the settings' Kafka: idempotent, keyed by deviceId with the partitioner of
 * Java's clients, each message stamped with its reading's own time.
 */
export async function openReadingsProducer(options: ProducerOptions, settings: Settings): Promise<ReadingsProducer> {
  const kafka = kafkaSettings(settings);
  if (!kafka) throw new HeliographError('invalid_input', 'KAFKA_SERVERS is not set: name the brokers to publish to');
  const { topic, compression } = options;
  const codec = CODEC_NAMES.indexOf(compression);
  const connection = new KafkaConnection(kafka);
  try {
    await prepareTopic(new Kafka(kafka.client), options);
    const encode = await createReadingEncoder(settings, topic);
    const producer = await IdempotentProducer.open(connection, topic, ANSWER_MS);
    return {
      send: (readings) => send(producer, readings, encode, codec),
      close: () => connection.close(),
    };
  } catch (error) {
    await connection.close();
    throw kafkaError(error, { servers: kafka.servers, topic });
  }
}

async function send(
  producer: IdempotentProducer,
  readings: readonly ReadingRecord[],
  encode: ReadingEncoder,
  codec: number,
): Promise<void> {
  const batches = new Map<number, RecordBatchWriter>();
  for (const reading of readings) {
    const partition = producer.partitionOf(reading.deviceId);
    let batch = batches.get(partition);
    if (!batch) {
      batch = new RecordBatchWriter();
      batches.set(partition, batch);
    }
    batch.add(reading.deviceId, reading.timestamp, encode(reading));
  }
  await Promise.all([...batches].map(([partition, batch]) => producer.send(partition, batch, codec)));
}

async function prepareTopic(client: Kafka, options: ProducerOptions): Promise<void> {
  const { topic, createPartitions } = options;
  const admin = client.admin();
  try {
    await admin.connect();
    if ((await admin.listTopics()).includes(topic)) return await refuseStamped(admin, options);
    if (createPartitions === null) {
      throw new HeliographError('not_found', `there is no topic ${topic}: create it with --create-topic`);
    }
    // Whatever the broker's own default is.
    const configEntries = [{ name: TIMESTAMP_TYPE, value: OWN_TIME }];
    await createTopic(admin, { topic, numPartitions: createPartitions, configEntries });
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
}

async function refuseStamped(admin: Admin, { topic, force, warn }: ProducerOptions): Promise<void> {
  if (!(await isStampedByBroker(admin, topic))) return;
  if (!force) throw new HeliographError('conflict', `${whyStampedIsWrong(topic)}; --force publishes all the same`);
  warn(whyStampedIsWrong(topic));
}
