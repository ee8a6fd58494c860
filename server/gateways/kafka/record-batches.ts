import { unpackRecords } from './codecs.ts';
import { Records } from './records.ts';

/** A transaction that was given up: its messages of this producer from this offset on do not count. */
export interface AbortedTransaction {
  producerId: bigint;
  firstOffset: number;
}

interface Batch {
  start: number;
  baseOffset: number;
  lastOffset: number;
  end: number;
  attributes: number;
  baseTimestampMs: number;
  maxTimestampMs: number;
  producerId: bigint;
  count: number;
}

/** Where the header of a batch has what; all its numbers are big endian. */
export const LENGTH_END = 12;
export const SUM_AT = 17;
export const SUMMED_FROM = 21;
export const HEADER_BYTES = 61;
export const MAGIC = 2;
const CODEC_MASK = 0x07;
const LOG_APPEND_TIME = 0x08;
const TRANSACTIONAL = 0x10;
const CONTROL = 0x20;
const ABORT_MARKER = 0;

/**
 * The offset behind the last whole batch, or null when there is none. Batches keep their last offset when compaction,
 * a transaction marker or an aborted transaction has emptied them: that is what carries a reader over the gaps.
 */
export function offsetAfter(answer: Buffer): number | null {
  let after: number | null = null;
  for (const { lastOffset } of batchesIn(answer)) after = lastOffset + 1;
  return after;
}

/** The messages of whole batches (message format 2) in a range of offsets, without markers and aborted transactions. */
export function* committedRecords(
  answer: Buffer,
  aborted: readonly AbortedTransaction[],
  range: { begin: number; end: number },
): Generator<Records> {
  const waiting = [...aborted].sort((a, b) => a.firstOffset - b.firstOffset);
  const givenUp = new Set<bigint>();
  for (const batch of batchesIn(answer)) {
    for (let next = waiting[0]; next && next.firstOffset <= batch.lastOffset; next = waiting[0]) {
      givenUp.add(next.producerId);
      waiting.shift();
    }
    if (batch.attributes & CONTROL) {
      if (markerOf(answer, batch) === ABORT_MARKER) givenUp.delete(batch.producerId);
    } else if (!(batch.attributes & TRANSACTIONAL && givenUp.has(batch.producerId))) {
      const inRange = batch.lastOffset >= range.begin && batch.baseOffset < range.end;
      if (inRange && batch.count > 0) yield recordsOf(answer, batch, range);
    }
  }
}

function* batchesIn(answer: Buffer): Generator<Batch> {
  for (let start = 0; start + HEADER_BYTES <= answer.length; ) {
    const end = start + LENGTH_END + answer.readInt32BE(start + 8);
    // The broker cuts the last batch where the answer is full.
    if (end > answer.length) return;
    const magic = answer.readInt8(start + 16);
    if (magic !== MAGIC)
      throw new Error(`messages of format ${magic} are not read: have the topic's format brought up to 2`);
    const baseOffset = Number(answer.readBigInt64BE(start));
    yield {
      start,
      end,
      baseOffset,
      lastOffset: baseOffset + answer.readInt32BE(start + 23),
      attributes: answer.readInt16BE(start + 21),
      baseTimestampMs: Number(answer.readBigInt64BE(start + 27)),
      maxTimestampMs: Number(answer.readBigInt64BE(start + 35)),
      producerId: answer.readBigInt64BE(start + 43),
      count: answer.readInt32BE(start + 57),
    };
    start = end;
  }
}

/** Kind of a transaction marker: the second number of its record's key. */
function markerOf(answer: Buffer, batch: Batch): number {
  const records = recordsOf(answer, batch, { begin: 0, end: Number.POSITIVE_INFINITY });
  return records.next() ? records.bytes.readInt16BE(records.keyStart + 2) : -1;
}

function recordsOf(answer: Buffer, batch: Batch, range: { begin: number; end: number }): Records {
  const { start, end, attributes, maxTimestampMs } = batch;
  // The checksum is not looked at: to compute it takes a quarter to a third of a fetch's time.
  const bytes = unpackRecords(attributes & CODEC_MASK, answer.subarray(start + HEADER_BYTES, end));
  return new Records(bytes, { ...batch, appendTimeMs: attributes & LOG_APPEND_TIME ? maxTimestampMs : null }, range);
}
