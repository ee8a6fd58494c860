import { setTimeout as delay } from 'node:timers/promises';
import kafkajs from 'kafkajs';
import Cluster, { type Broker } from 'kafkajs/src/cluster/index.js';
import socketFactory from 'kafkajs/src/network/socketFactory.js';
import { isPassing, kafkaError } from './kafka-errors.ts';
import type { KafkaSettings } from './kafka-settings.ts';

const METADATA_MAX_AGE_MS = 300_000;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 2000;

/** A connection to Kafka that is made anew when a broker restarts or a leader moves. */
export class KafkaConnection {
  readonly #settings: KafkaSettings;
  readonly #signal: AbortSignal | undefined;
  #cluster: Cluster | undefined;
  #topic = '';

  /** @param signal ends whatever is being asked, with the signal's reason */
  constructor(settings: KafkaSettings, signal?: AbortSignal) {
    this.#settings = settings;
    this.#signal = signal;
    signal?.addEventListener('abort', () => void this.close(), { once: true });
  }

  /** Partitions of a topic, ascending. */
  async partitionsOf(topic: string, budgetMs: number): Promise<number[]> {
    return this.#again(topic, budgetMs, async (cluster) =>
      cluster
        .findTopicPartitionMetadata(topic)
        .map(({ partitionId }) => partitionId)
        .sort((a, b) => a - b),
    );
  }

  /**
   * Asks the leader of a partition. What passes, such as a broker that restarts, is tried again on a new connection
   * until `budgetMs` have gone by.
   */
  async askLeader<Answer>(
    { topic, partition }: { topic: string; partition: number },
    budgetMs: number,
    ask: (leader: Broker) => Promise<Answer>,
  ): Promise<Answer> {
    return this.#again(topic, budgetMs, async (cluster) => {
      const leader = cluster.findTopicPartitionMetadata(topic).find(({ partitionId }) => partitionId === partition);
      if (!leader || leader.leader < 0) {
        throw Object.assign(new Error(`${topic} has no leader for partition ${partition}`), {
          type: 'LEADER_NOT_AVAILABLE',
        });
      }
      return ask(await cluster.findBroker({ nodeId: String(leader.leader) }));
    });
  }

  async close(): Promise<void> {
    const cluster = this.#cluster;
    this.#cluster = undefined;
    await cluster?.disconnect().catch(() => undefined);
  }

  async #again<Answer>(topic: string, budgetMs: number, work: (cluster: Cluster) => Promise<Answer>): Promise<Answer> {
    const deadlineMs = Date.now() + budgetMs;
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
      this.#signal?.throwIfAborted();
      try {
        return await work(await this.#open(topic));
      } catch (error) {
        await this.close();
        this.#signal?.throwIfAborted();
        if (!isPassing(error) || Date.now() + pauseMs > deadlineMs) {
          throw kafkaError(error, { servers: this.#settings.servers, topic });
        }
      }
      await delay(pauseMs, undefined, this.#signal ? { signal: this.#signal } : {});
    }
  }

  async #open(topic: string): Promise<Cluster> {
    if (this.#cluster && this.#topic === topic) return this.#cluster;
    await this.close();
    const cluster = new Cluster({
      ...this.#settings.client,
      logger: new kafkajs.Kafka(this.#settings.client).logger(),
      socketFactory: socketFactory(),
      metadataMaxAge: METADATA_MAX_AGE_MS,
      allowAutoTopicCreation: false,
    });
    // Kept before it is connected, so that a failure closes it.
    this.#cluster = cluster;
    this.#topic = topic;
    await cluster.connect();
    await cluster.addTargetTopic(topic);
    return cluster;
  }
}
