import { readSettings } from '#server/env.ts';
import { KafkaConnection } from '#server/gateways/kafka/kafka-connection.ts';
import { kafkaSettings } from '#server/gateways/kafka/kafka-settings.ts';
import { partitionOffsets } from '#server/gateways/kafka/partition-offsets.ts';
import { readRange } from '#server/gateways/kafka/read-range.ts';
import type { KafkaMessage } from '#server/gateways/kafka/records.ts';

/** All messages of a topic as they lie in its partitions, one partition after the other. */
export async function readTopic(server: string, topic: string): Promise<(KafkaMessage & { partition: number })[]> {
  const kafka = kafkaSettings({ ...readSettings(), KAFKA_SERVERS: [server] });
  if (!kafka) throw new Error('no Kafka');
  const connection = new KafkaConnection(kafka);
  const found: (KafkaMessage & { partition: number })[] = [];
  try {
    for (const partition of await connection.partitionsOf(topic, 9000)) {
      const at = { topic, partition };
      const { earliest, stable } = await partitionOffsets(connection, at, { startMs: 0, endMs: 0 }, 9000);
      for await (const records of readRange(connection, { ...at, begin: earliest, end: stable })) {
        while (records.next()) found.push({ ...records.message(), partition });
      }
    }
  } finally {
    await connection.close();
  }
  return found;
}
