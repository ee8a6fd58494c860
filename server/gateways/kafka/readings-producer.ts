import { CompressionTypes, Kafka, type Message, type Producer } from 'kafkajs';
import type { Settings } from '#server/env.ts';
import { HeliographError } from '#server/errors.ts';
import type { ReadingRecord } from '#server/gateways/readings/avro-schema.ts';
import { createReadingEncoder, type ReadingEncoder } from '#server/gateways/readings/reading-encoder.ts';
import { registerCodecs } from './codecs.ts';
import { groupableMessages } from './group-by-key.ts';
import { kafkaError } from './kafka-errors.ts';
import { kafkaSettings } from './kafka-settings.ts';

export const COMPRESSIONS = { none: 'None', gzip: 'GZIP', snappy: 'Snappy', lz4: 'LZ4', zstd: 'ZSTD' } as const;

export type Compression = keyof typeof COMPRESSIONS;

// A broker that restarts is away for some seconds; the same batch then goes on without loss or duplicate.
const SEND_RETRY = { retries: 10, initialRetryTime: 300, maxRetryTime: 5000 };

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
}

/**
 * Opens the way of readings into a topic of the settings' Kafka: idempotent, keyed by deviceId with the partitioner of
 * Java's clients, each message stamped with its reading's own time.
 */
export async function openReadingsProducer(options: ProducerOptions, settings: Settings): Promise<ReadingsProducer> {
  const kafka = kafkaSettings(settings);
  if (!kafka) throw new HeliographError('invalid_input', 'KAFKA_SERVERS is not set: name the brokers to publish to');
  const { topic } = options;
  const failure = (error: unknown) => kafkaError(error, { servers: kafka.servers, topic });
  registerCodecs();
  const client = new Kafka(kafka.client);
  try {
    await prepareTopic(client, options);
    const encode = await createReadingEncoder(settings, topic);
    const producer = client.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      retry: SEND_RETRY,
    });
    await producer.connect();
    return {
      send: (readings) =>
        send(producer, options, readings, encode).catch((error) => {
          throw failure(error);
        }),
      close: () => producer.disconnect(),
    };
  } catch (error) {
    throw failure(error);
  }
}

async function send(
  producer: Producer,
  { topic, compression }: ProducerOptions,
  readings: readonly ReadingRecord[],
  encode: ReadingEncoder,
): Promise<void> {
  const messages = groupableMessages(
    readings.map((reading): Message => {
      return { key: reading.deviceId, value: encode(reading), timestamp: String(reading.timestamp) };
    }),
  );
  await producer.send({ topic, messages, acks: -1, compression: CompressionTypes[COMPRESSIONS[compression]] });
}

async function prepareTopic(client: Kafka, { topic, createPartitions }: ProducerOptions): Promise<void> {
  const admin = client.admin();
  try {
    await admin.connect();
    if ((await admin.listTopics()).includes(topic)) return;
    if (createPartitions === null) {
      throw new HeliographError('not_found', `there is no topic ${topic}: create it with --create-topic`);
    }
    await admin.createTopics({ topics: [{ topic, numPartitions: createPartitions }], waitForLeaders: true });
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
}
