import type { OffsetRange } from '#domain/offset-range.ts';
import { HeliographError } from '#server/errors.ts';
import type { KafkaConnection } from './kafka-connection.ts';
import { partitionOffsets } from './partition-offsets.ts';
import { readRange } from './read-range.ts';

/** A clear answer within 15 s: what passes is waited for no longer than this. */
const ANSWER_MS = 9000;
/** So many messages after the span, one behind the other, end it; fewer are clocks that run ahead. */
const SETTLED_AFTER = 2000;
/** A day whose first minutes are gone is read all the same: so short a gap is interpolated. */
const FORGIVEN_MS = 600_000;

/**
 * The offsets of a topic that hold the readings of a span of time, one range for each partition that has some. Kafka
 * finds the first message of a time and later; since one message stamped ahead would end a day early, the end counts
 * only when the log goes on with later messages alone. Throws `no_data` when retention has deleted a part of the span.
 * @param span epoch milliseconds by Kafka's own timestamps, [startMs, endMs)
 */
export async function findDayRanges(
  connection: KafkaConnection,
  topic: string,
  day: string,
  span: { startMs: number; endMs: number },
): Promise<OffsetRange[]> {
  const ranges: OffsetRange[] = [];
  for (const partition of await connection.partitionsOf(topic, ANSWER_MS)) {
    const offsets = await partitionOffsets(connection, { topic, partition }, span, ANSWER_MS);
    if (Math.max(offsets.uncommittedFromEnd, offsets.fromEnd) > offsets.stable) {
      const since = `partition ${partition} of ${topic} since offset ${offsets.stable}`;
      throw new HeliographError('kafka', `a transaction is still open in ${since}: run ${day} again when it has ended`);
    }
    const begin = Math.max(offsets.fromStart, offsets.earliest);
    if (offsets.earliest > 0 && begin === offsets.earliest && begin < offsets.stable) {
      await refuseDeleted(connection, { topic, partition, begin, end: offsets.stable }, day, span.startMs);
    }
    const end = await settledEnd(
      connection,
      { topic, partition, begin: offsets.fromEnd, end: offsets.stable },
      span.endMs,
    );
    if (begin < end) ranges.push({ topic, partition, begin, end });
  }
  return ranges;
}

/** The log begins in the span or after it, and once began before: what is missing may be of the day. */
async function refuseDeleted(connection: KafkaConnection, range: OffsetRange, day: string, startMs: number) {
  for await (const oldest of readRange(connection, range)) {
    if (!oldest.next()) continue;
    if (oldest.timestampMs <= startMs + FORGIVEN_MS) return;
    const { topic, partition } = range;
    const since = `partition ${partition} of ${topic} begins at ${new Date(oldest.timestampMs).toISOString()}`;
    const advice = 'a day can be run while the topic keeps it, or from Avro files';
    throw new HeliographError('no_data', `${day} is beyond the retention of Kafka: ${since}; ${advice}`);
  }
}

/** From the first message after the span on: the offset behind which there are later messages only. */
async function settledEnd(connection: KafkaConnection, rest: OffsetRange, endMs: number): Promise<number> {
  let end = rest.begin;
  let later = 0;
  for await (const records of readRange(connection, rest)) {
    while (records.next()) {
      if (records.timestampMs < endMs) {
        end = records.offset + 1;
        later = 0;
      } else if (++later >= SETTLED_AFTER) return end;
    }
  }
  return end;
}
