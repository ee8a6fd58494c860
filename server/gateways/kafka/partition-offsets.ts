import type { KafkaConnection } from './kafka-connection.ts';

/** Times that stand for the ends of a log. */
const EARLIEST = -2;
const LATEST = -1;
const READ_UNCOMMITTED = 0;
const READ_COMMITTED = 1;
const CONSUMER = -1;

/** What a partition's log says of a span of Kafka's time. */
export interface PartitionOffsets {
  /** First offset the log still has. */
  earliest: number;
  /** Behind the last message that is no part of an open transaction. */
  stable: number;
  /** Behind the last message. */
  latest: number;
  /** First message of the span or later; `stable` when there is none. */
  fromStart: number;
  /** First message after the span; `stable` when there is none. */
  fromEnd: number;
  /** As `fromEnd`, open transactions included; `latest` when there is none. */
  uncommittedFromEnd: number;
}

/** Asks for the offsets of one partition, by Kafka's own timestamps. */
export async function partitionOffsets(
  connection: KafkaConnection,
  at: { topic: string; partition: number },
  span: { startMs: number; endMs: number },
  budgetMs: number,
): Promise<PartitionOffsets> {
  const ask = (timestamp: number, isolationLevel = READ_COMMITTED) =>
    connection.askLeader(at, budgetMs, async (leader) => {
      const topics = [{ topic: at.topic, partitions: [{ partition: at.partition, timestamp }] }];
      const answer = await leader.listOffsets({ replicaId: CONSUMER, isolationLevel, topics });
      const offset = Number(answer.responses[0]?.partitions[0]?.offset ?? -1);
      return offset < 0 ? null : offset;
    });
  const earliest = (await ask(EARLIEST)) ?? 0;
  const stable = (await ask(LATEST)) ?? earliest;
  const latest = (await ask(LATEST, READ_UNCOMMITTED)) ?? stable;
  return {
    earliest,
    stable,
    latest,
    fromStart: (await ask(span.startMs)) ?? stable,
    fromEnd: (await ask(span.endMs)) ?? stable,
    uncommittedFromEnd: (await ask(span.endMs, READ_UNCOMMITTED)) ?? latest,
  };
}
