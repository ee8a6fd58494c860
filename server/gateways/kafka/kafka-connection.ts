import type { Socket } from 'node:net';
import kafkajs from 'kafkajs';
import Cluster, { type Broker } from 'kafkajs/src/cluster/index.js';
import socketFactory from 'kafkajs/src/network/socketFactory.js';
import { HeliographError } from '#server/errors.ts';
import { retry } from '#server/retry.ts';
import { isPassing, kafkaError } from './kafka-errors.ts';
import type { KafkaSettings } from './kafka-settings.ts';

const METADATA_MAX_AGE_MS = 300_000;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 2000;

interface OpenCluster {
  cluster: Cluster;
  sockets: readonly Socket[];
  /** Resolves when it is connected and knows the topic. */
  ready: Promise<void>;
}

/** A connection to Kafka that is made anew when a broker restarts or a leader moves. Several may ask at a time. */
export class KafkaConnection {
  readonly #settings: KafkaSettings;
  #open: OpenCluster | undefined;
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
    if (this.#open) await this.#drop(this.#open);
  }

  async #again<Answer>(topic: string, budgetMs: number, work: (cluster: Cluster) => Promise<Answer>): Promise<Answer> {
    const ask = async () => {
      if (this.#closed) throw new HeliographError('kafka', 'the connection to Kafka is closed');
      const open = this.#openFor(topic);
      try {
        await open.ready;
        return await work(open.cluster);
      } catch (error) {
        await this.#drop(open);
        throw error;
      }
    };
    try {
      return await retry(ask, {
        firstPauseMs: FIRST_PAUSE_MS,
        longestPauseMs: LONGEST_PAUSE_MS,
        budgetMs,
        passes: isPassing,
      });
    } catch (error) {
      throw kafkaError(error, { servers: this.#settings.servers, topic });
    }
  }

  /** The connection there is, or a new one: who asks while it is being made waits for the same. */
  #openFor(topic: string): OpenCluster {
    if (this.#open && this.#topic === topic) return this.#open;
    if (this.#open) void this.#drop(this.#open);
    const newSocket = socketFactory();
    const sockets: Socket[] = [];
    const cluster = new Cluster({
      ...this.#settings.client,
      logger: new kafkajs.Kafka(this.#settings.client).logger(),
      socketFactory: (options) => {
        const socket = newSocket(options);
        sockets.push(socket);
        return socket;
      },
      metadataMaxAge: METADATA_MAX_AGE_MS,
      allowAutoTopicCreation: false,
    });
    this.#topic = topic;
    this.#open = { cluster, sockets, ready: cluster.connect().then(() => cluster.addTargetTopic(topic)) };
    return this.#open;
  }

  /** Gives up a connection that has failed, unless another one has taken its place. */
  async #drop(open: OpenCluster): Promise<void> {
    if (this.#open === open) this.#open = undefined;
    // kafkajs would wait for answers that nobody wants any more, and that may never come.
    for (const socket of open.sockets) socket.destroy(new Error('the connection to Kafka was given up'));
    await open.cluster.disconnect().catch(() => undefined);
  }
}
