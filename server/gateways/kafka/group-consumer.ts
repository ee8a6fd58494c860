import kafkajs, { type Admin, type Consumer, type Kafka } from 'kafkajs';
import { packRecords, unpackRecords } from './codecs.ts';
import type { KafkaSettings } from './kafka-settings.ts';

/** Who dies is missed after so long; what takes longer is told by heartbeats meanwhile. */
const SESSION_TIMEOUT_MS = 12_000;
const HEARTBEAT_MS = 2000;
const FETCH_WAIT_MS = 500;
const FETCH_BYTES = 2 ** 20;
/** A broker may be away for long: whoever reads goes on trying. */
const RETRY = { retries: 8, initialRetryTime: 300, maxRetryTime: 5000 };

/** A member of a consumer group, with an admin beside it. Offsets are the caller's own: none is committed. */
export function openGroupConsumer(
  settings: KafkaSettings,
  groupId: string,
): { consumer: Consumer; admin: Admin; kafka: Kafka } {
  const codec = (number: number) => () => ({
    compress: async ({ buffer }: { buffer: Buffer }) => packRecords(number, buffer),
    decompress: async (packed: Buffer) => unpackRecords(number, packed),
  });
  // kafkajs has gzip alone, and in the place of the others what throws.
  const { Snappy, LZ4, ZSTD } = kafkajs.CompressionTypes;
  for (const type of [Snappy, LZ4, ZSTD] as const) kafkajs.CompressionCodecs[type] = codec(type);
  const kafka = new kafkajs.Kafka({ ...settings.client, retry: RETRY });
  const consumer = kafka.consumer({
    groupId,
    sessionTimeout: SESSION_TIMEOUT_MS,
    heartbeatInterval: HEARTBEAT_MS,
    maxWaitTimeInMs: FETCH_WAIT_MS,
    maxBytesPerPartition: FETCH_BYTES,
    allowAutoTopicCreation: false,
    retry: { ...RETRY, restartOnFailure: async () => true },
  });
  return { consumer, admin: kafka.admin(), kafka };
}
