import type { Broker } from 'kafkajs/src/cluster/index.js';
import murmur2 from 'kafkajs/src/producer/partitioners/default/murmur2.js';
import Encoder from 'kafkajs/src/protocol/encoder.js';
import produceResponse from 'kafkajs/src/protocol/requests/produce/v7/response.js';
import type { KafkaConnection } from './kafka-connection.ts';
import type { ProducerIdentity, RecordBatchWriter } from './record-batch-writer.ts';

const PRODUCE_KEY = 0;
/** The first version that takes every codec. */
const PRODUCE_VERSION = 7;
const ALL_IN_SYNC = -1;
const ACKNOWLEDGE_MS = 30_000;
/** How long a broker may be away. */
const OUTAGE_MS = 120_000;
const LARGEST_SEQUENCE = 2 ** 31;

/**
 * Sends batches to the partitions of a topic, of each partition one at a time. A batch that is sent again since its answer
 * was lost keeps its sequence numbers, by which the broker knows it: none is in the log twice. One case is left: a broker
 * that crashed forgets producers whose newest message is over a day old by its own time (producer.id.expiration.ms), so a
 * batch of old readings that was under way may come twice; ingest keeps the last of such duplicates and counts them.
 */
export class IdempotentProducer {
  readonly #connection: KafkaConnection;
  readonly #topic: string;
  readonly #identity: ProducerIdentity;
  readonly #partitions: readonly number[];
  readonly #sequences = new Map<number, number>();
  readonly #partitionOfKey = new Map<string, number>();

  private constructor(
    connection: KafkaConnection,
    topic: string,
    partitions: readonly number[],
    identity: ProducerIdentity,
  ) {
    this.#connection = connection;
    this.#topic = topic;
    this.#partitions = partitions;
    this.#identity = identity;
  }

  static async open(connection: KafkaConnection, topic: string, budgetMs: number): Promise<IdempotentProducer> {
    const partitions = await connection.partitionsOf(topic, budgetMs);
    const at = { topic, partition: partitions[0] ?? 0 };
    const { producerId, producerEpoch } = await connection.askLeader(at, budgetMs, (leader) =>
      leader.initProducerId({ transactionalId: null, transactionTimeout: ACKNOWLEDGE_MS }),
    );
    return new IdempotentProducer(connection, topic, partitions, { id: BigInt(producerId), epoch: producerEpoch });
  }

  /** The partition of a key, as Java's clients choose it. */
  partitionOf(key: string): number {
    let partition = this.#partitionOfKey.get(key);
    if (partition === undefined) {
      partition = this.#partitions[(murmur2(key) & 0x7fffffff) % this.#partitions.length] ?? 0;
      this.#partitionOfKey.set(key, partition);
    }
    return partition;
  }

  /** Resolves when all in-sync replicas have the batch. */
  async send(partition: number, batch: RecordBatchWriter, codec: number): Promise<void> {
    const sequence = this.#sequences.get(partition) ?? 0;
    const bytes = batch.finish(codec, this.#identity, sequence);
    const topic = this.#topic;
    await this.#connection.askLeader({ topic, partition }, OUTAGE_MS, (leader) =>
      produce(leader, topic, partition, bytes),
    );
    this.#sequences.set(partition, (sequence + batch.count) % LARGEST_SEQUENCE);
  }
}

async function produce(leader: Broker, topic: string, partition: number, batch: Buffer): Promise<void> {
  const encode = async () => {
    const data = new Encoder().writeInt32(partition).writeBytes(batch);
    const topicData = new Encoder().writeString(topic).writeArray([data]);
    return new Encoder().writeString(null).writeInt16(ALL_IN_SYNC).writeInt32(ACKNOWLEDGE_MS).writeArray([topicData]);
  };
  const request = { apiKey: PRODUCE_KEY, apiVersion: PRODUCE_VERSION, apiName: 'Produce', encode };
  try {
    await leader.connectionPool.send({ request, response: produceResponse });
  } catch (error) {
    // The broker has it from an attempt whose answer was lost.
    if ((error as { type?: string }).type !== 'DUPLICATE_SEQUENCE_NUMBER') throw error;
  }
}
