import { packRecords } from './codecs.ts';
import { crc32c } from './crc32c.ts';
import { HEADER_BYTES, LENGTH_END, MAGIC, SUM_AT, SUMMED_FROM } from './record-batches.ts';

/** Who an idempotent producer is: the broker takes each of its sequence numbers once. */
export interface ProducerIdentity {
  id: bigint;
  epoch: number;
}

const FIRST_CAPACITY = 2 ** 16;
const VARINT_BYTES = 10;

/** Gathers keyed messages into one batch (message format 2). */
export class RecordBatchWriter {
  #bytes = Buffer.allocUnsafe(FIRST_CAPACITY);
  #at = HEADER_BYTES;
  #count = 0;
  #baseTimestampMs = 0;
  #maxTimestampMs = 0;

  get count(): number {
    return this.#count;
  }

  /** @param key ASCII text */
  add(key: string, timestampMs: number, value: Buffer): void {
    this.#reserve(key.length + value.length + 5 * VARINT_BYTES);
    if (this.#count === 0) this.#baseTimestampMs = timestampMs;
    this.#maxTimestampMs = this.#count === 0 ? timestampMs : Math.max(this.#maxTimestampMs, timestampMs);
    const sinceBaseMs = timestampMs - this.#baseTimestampMs;
    const lengths = varintBytes(sinceBaseMs) + varintBytes(this.#count) + varintBytes(key.length);
    // Two bytes more: attributes and the number of headers, 0 both.
    this.#varint(2 + lengths + key.length + varintBytes(value.length) + value.length);
    this.#bytes[this.#at++] = 0;
    this.#varint(sinceBaseMs);
    this.#varint(this.#count++);
    this.#varint(key.length);
    for (let i = 0; i < key.length; i++) this.#bytes[this.#at++] = key.charCodeAt(i);
    this.#varint(value.length);
    this.#bytes.set(value, this.#at);
    this.#at += value.length;
    this.#bytes[this.#at++] = 0;
  }

  /** The batch as a broker takes it. @param sequence number of its first message in the partition's sequence */
  finish(codec: number, { id, epoch }: ProducerIdentity, sequence: number): Buffer {
    const records = this.#bytes.subarray(HEADER_BYTES, this.#at);
    const batch = Buffer.concat([this.#bytes.subarray(0, HEADER_BYTES), packRecords(codec, records)]);
    batch.fill(0, 0, HEADER_BYTES);
    batch.writeInt32BE(batch.length - LENGTH_END, 8);
    batch.writeInt8(MAGIC, 16);
    batch.writeInt16BE(codec, 21);
    batch.writeInt32BE(this.#count - 1, 23);
    batch.writeBigInt64BE(BigInt(this.#baseTimestampMs), 27);
    batch.writeBigInt64BE(BigInt(this.#maxTimestampMs), 35);
    batch.writeBigInt64BE(id, 43);
    batch.writeInt16BE(epoch, 51);
    batch.writeInt32BE(sequence, 53);
    batch.writeInt32BE(this.#count, 57);
    batch.writeUInt32BE(crc32c(batch, SUMMED_FROM, batch.length), SUM_AT);
    return batch;
  }

  /** A zigzag varint of a whole number below 2^52. */
  #varint(number: number): void {
    let rest = zigzag(number);
    while (rest >= 0x80) {
      this.#bytes[this.#at++] = (rest % 0x80) | 0x80;
      rest = Math.floor(rest / 0x80);
    }
    this.#bytes[this.#at++] = rest;
  }

  #reserve(more: number): void {
    if (this.#at + more <= this.#bytes.length) return;
    const grown = Buffer.allocUnsafe(2 * this.#bytes.length + more);
    this.#bytes.copy(grown, 0, 0, this.#at);
    this.#bytes = grown;
  }
}

const zigzag = (number: number) => (number < 0 ? -2 * number - 1 : 2 * number);

function varintBytes(number: number): number {
  let bytes = 1;
  for (let rest = zigzag(number); rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes++;
  return bytes;
}
