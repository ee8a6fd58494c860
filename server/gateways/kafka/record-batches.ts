import { unpackRecords } from './codecs.ts';

/** A message as the log holds it. Key and value are views into the answer of the broker. */
export interface KafkaMessage {
  offset: number;
  /** Kafka's own time of the message, epoch milliseconds; not that of the reading. */
  timestampMs: number;
  key: Buffer | null;
  value: Buffer | null;
}

/** A transaction that was given up: its messages of this producer from this offset on do not count. */
export interface AbortedTransaction {
  producerId: bigint;
  firstOffset: number;
}

interface BatchHeader {
  baseOffset: number;
  lastOffset: number;
  end: number;
  attributes: number;
  baseTimestampMs: number;
  maxTimestampMs: number;
  producerId: bigint;
  count: number;
}

const LENGTH_END = 12;
const HEADER_BYTES = 61;
const MAGIC = 2;
const CODEC_MASK = 0x07;
const LOG_APPEND_TIME = 0x08;
const TRANSACTIONAL = 0x10;
const CONTROL = 0x20;
const ABORT_MARKER = 0;

/**
 * The offset behind the last whole batch, or null when there is none. Batches keep their last offset when compaction,
 * a transaction marker or an aborted transaction has emptied them: that is what carries a reader over the gaps.
 */
export function offsetAfter(records: Buffer): number | null {
  let after: number | null = null;
  for (const { lastOffset } of batchesIn(records)) after = lastOffset + 1;
  return after;
}

/** The messages of whole batches (message format 2), one list a batch, without markers and aborted transactions. */
export function* committedMessages(records: Buffer, aborted: readonly AbortedTransaction[]): Generator<KafkaMessage[]> {
  const waiting = [...aborted].sort((a, b) => a.firstOffset - b.firstOffset);
  const givenUp = new Set<bigint>();
  for (const batch of batchesIn(records)) {
    for (let next = waiting[0]; next && next.firstOffset <= batch.lastOffset; next = waiting[0]) {
      givenUp.add(next.producerId);
      waiting.shift();
    }
    if (batch.attributes & CONTROL) {
      if (markerOf(records, batch) === ABORT_MARKER) givenUp.delete(batch.producerId);
    } else if (!(batch.attributes & TRANSACTIONAL && givenUp.has(batch.producerId))) {
      yield messagesOf(records, batch);
    }
  }
}

function* batchesIn(records: Buffer): Generator<BatchHeader & { start: number }> {
  for (let start = 0; start + HEADER_BYTES <= records.length; ) {
    const end = start + LENGTH_END + records.readInt32BE(start + 8);
    // The broker cuts the last batch where the answer is full.
    if (end > records.length) return;
    const magic = records.readInt8(start + 16);
    if (magic !== MAGIC)
      throw new Error(`messages of format ${magic} are not read: have the topic's format brought up to 2`);
    const baseOffset = Number(records.readBigInt64BE(start));
    yield {
      start,
      end,
      baseOffset,
      lastOffset: baseOffset + records.readInt32BE(start + 23),
      attributes: records.readInt16BE(start + 21),
      baseTimestampMs: Number(records.readBigInt64BE(start + 27)),
      maxTimestampMs: Number(records.readBigInt64BE(start + 35)),
      producerId: records.readBigInt64BE(start + 43),
      count: records.readInt32BE(start + 57),
    };
    start = end;
  }
}

/** Kind of a transaction marker: the second number of its record's key. */
function markerOf(records: Buffer, batch: BatchHeader & { start: number }): number {
  return messagesOf(records, batch)[0]?.key?.readInt16BE(2) ?? -1;
}

function messagesOf(records: Buffer, batch: BatchHeader & { start: number }): KafkaMessage[] {
  const { start, end, baseOffset, attributes, baseTimestampMs, maxTimestampMs, count } = batch;
  const reader = new RecordReader(unpackRecords(attributes & CODEC_MASK, records.subarray(start + HEADER_BYTES, end)));
  const messages: KafkaMessage[] = [];
  for (let i = 0; i < count; i++) {
    const recordEnd = reader.varint() + reader.at;
    reader.at += 1;
    const timestampMs = baseTimestampMs + reader.varint();
    const offset = baseOffset + reader.varint();
    const key = reader.bytes();
    const value = reader.bytes();
    // Headers follow; nothing of ours is in them.
    reader.at = recordEnd;
    messages.push({ offset, timestampMs: attributes & LOG_APPEND_TIME ? maxTimestampMs : timestampMs, key, value });
  }
  return messages;
}

/** Reads the varints and byte strings that records are made of. */
class RecordReader {
  at = 0;
  readonly #bytes: Buffer;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /** A zigzag varint; exact up to 2^53. */
  varint(): number {
    let value = 0;
    let byte: number;
    for (let place = 1; ; place *= 128) {
      byte = this.#bytes[this.at++] ?? Number.NaN;
      if (Number.isNaN(byte)) throw new Error('a batch of messages ends early');
      value += (byte & 0x7f) * place;
      if (byte < 0x80) break;
    }
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  bytes(): Buffer | null {
    const length = this.varint();
    if (length < 0) return null;
    const start = this.at;
    this.at += length;
    if (this.at > this.#bytes.length) throw new Error('a batch of messages ends early');
    return this.#bytes.subarray(start, this.at);
  }
}
