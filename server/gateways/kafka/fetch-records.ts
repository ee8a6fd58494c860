import type { Broker } from 'kafkajs/src/cluster/index.js';
import fetchRequest from 'kafkajs/src/protocol/requests/fetch/v11/request.js';
import type { AbortedTransaction } from './record-batches.ts';

export interface FetchedRecords {
  /** First offset the partition still has. */
  logStartOffset: number;
  aborted: AbortedTransaction[];
  /** Whole batches, the last one maybe cut off. */
  records: Buffer;
}

const READ_COMMITTED = 1;
const CONSUMER = -1;
const OFFSET_OUT_OF_RANGE = 1;
const ERROR_TYPES: Record<number, string> = {
  3: 'UNKNOWN_TOPIC_OR_PARTITION',
  5: 'LEADER_NOT_AVAILABLE',
  6: 'NOT_LEADER_FOR_PARTITION',
  9: 'REPLICA_NOT_AVAILABLE',
  29: 'TOPIC_AUTHORIZATION_FAILED',
  56: 'KAFKA_STORAGE_ERROR',
  74: 'FENCED_LEADER_EPOCH',
  75: 'UNKNOWN_LEADER_EPOCH',
  78: 'OFFSET_NOT_AVAILABLE',
};

/** Thrown when the offset is not in the log: it was deleted, or has never been there. */
export class OffsetOutOfRange extends Error {
  override readonly name = 'OffsetOutOfRange';
}

/**
 * One fetch of one partition, committed messages only, as the bytes that the broker sends: a group is not joined and
 * nothing is skipped, so that the same offset always gives the same records.
 */
export function fetchRecords(
  leader: Broker,
  at: { topic: string; partition: number; offset: number; maxBytes: number; maxWaitMs: number },
): Promise<FetchedRecords> {
  const { topic, partition, offset, maxBytes, maxWaitMs } = at;
  const request = fetchRequest({
    replicaId: CONSUMER,
    maxWaitTime: maxWaitMs,
    minBytes: 1,
    maxBytes,
    isolationLevel: READ_COMMITTED,
    topics: [{ topic, partitions: [{ partition, fetchOffset: offset, maxBytes }] }],
  });
  const response = {
    decode: async (raw: Buffer) => decodeAnswer(raw),
    parse: async (answer: FetchedRecords) => answer,
  };
  return leader.connectionPool.send({ request, response });
}

/** Fetch response, version 11, of exactly one partition. */
function decodeAnswer(raw: Buffer): FetchedRecords {
  let at = 0;
  const take = (bytes: number) => {
    at += bytes;
    return at - bytes;
  };
  const int16 = () => raw.readInt16BE(take(2));
  const int32 = () => raw.readInt32BE(take(4));
  const int64 = () => raw.readBigInt64BE(take(8));
  int32(); // throttle time
  refuse(int16());
  int32(); // session
  int32(); // one topic
  take(int16()); // its name
  int32(); // one partition
  int32(); // its number
  refuse(int16());
  int64(); // high watermark
  int64(); // last stable offset
  const logStartOffset = Number(int64());
  const aborted: AbortedTransaction[] = [];
  for (let left = int32(); left > 0; left--) aborted.push({ producerId: int64(), firstOffset: Number(int64()) });
  int32(); // preferred replica: none, as we name no rack
  const length = Math.max(0, int32());
  return { logStartOffset, aborted, records: raw.subarray(at, at + length) };
}

function refuse(code: number): void {
  if (code === 0) return;
  if (code === OFFSET_OUT_OF_RANGE) throw new OffsetOutOfRange('the offset is not in the log');
  throw Object.assign(new Error(`the broker answers a fetch with error ${code}`), {
    type: ERROR_TYPES[code] ?? `${code}`,
  });
}
