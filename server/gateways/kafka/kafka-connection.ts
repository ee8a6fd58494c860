import { setTimeout as delay } from 'node:timers/promises';
import kafkajs from 'kafkajs';
import Cluster, { type Broker } from 'kafkajs/src/cluster/index.js';
import socketFactory from 'kafkajs/src/network/socketFactory.js';
import { HeliographError } from '#server/errors.ts';
import { isPassing, kafkaError } from './kafka-errors.ts';
import type { KafkaSettings } from './kafka-settings.ts';

const METADATA_MAX_AGE_MS = 300_000;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 2000;

/** A connection to Kafka that is made anew when a broker restarts or a leader moves. Several may ask at a time. */
export class KafkaConnection {
  readonly #settings: KafkaSettings;
  #opening: Promise<Cluster> | undefined;
  #topic = '';
  #closed = false;

  constructor(settings: KafkaSettings) {
    this.#settings = settings;
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

  /** Ends it for good: what is still being asked fails. */
  async close(): Promise<void> {
    this.#closed = true;
    if (this.#opening) await this.#drop(this.#opening);
  }

  async #again<Answer>(topic: string, budgetMs: number, work: (cluster: Cluster) => Promise<Answer>): Promise<Answer> {
    const deadlineMs = Date.now() + budgetMs;
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
      if (this.#closed) throw new HeliographError('kafka', 'the connection to Kafka is closed');
      const opening = this.#open(topic);
      try {
        return await work(await opening);
      } catch (error) {
        await this.#drop(opening);
        if (!isPassing(error) || Date.now() + pauseMs > deadlineMs) {
          throw kafkaError(error, { servers: this.#settings.servers, topic });
        }
      }
      await delay(pauseMs);
    }
  }

  /** The connection there is, or a new one: who asks while it is being made waits for the same. */
  #open(topic: string): Promise<Cluster> {
    if (!this.#opening || this.#topic !== topic) {
      const before = this.#opening;
      this.#topic = topic;
      this.#opening = this.#connect(topic, before);
    }
    return this.#opening;
  }

  async #connect(topic: string, before: Promise<Cluster> | undefined): Promise<Cluster> {
    if (before) await disconnect(before);
    const cluster = new Cluster({
      ...this.#settings.client,
      logger: new kafkajs.Kafka(this.#settings.client).logger(),
      socketFactory: socketFactory(),
      metadataMaxAge: METADATA_MAX_AGE_MS,
      allowAutoTopicCreation: false,
    });
    try {
      await cluster.connect();
      await cluster.addTargetTopic(topic);
      return cluster;
    } catch (error) {
      await cluster.disconnect().catch(() => undefined);
      throw error;
    }
  }

  /** Gives up a connection that has failed, unless another one has taken its place. */
  async #drop(opening: Promise<Cluster>): Promise<void> {
    if (this.#opening === opening) this.#opening = undefined;
    await disconnect(opening);
  }
}

async function disconnect(opening: Promise<Cluster>): Promise<void> {
  await opening.then((cluster) => cluster.disconnect()).catch(() => undefined);
}
