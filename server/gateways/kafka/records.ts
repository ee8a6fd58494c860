import { HeliographError } from '#server/errors.ts';

/** A message as the log holds it. */
export interface KafkaMessage {
  offset: number;
  /** Kafka's own time of the message, epoch milliseconds; not that of the reading. */
  timestampMs: number;
  key: Buffer | null;
  value: Buffer | null;
}

/** What the header of a batch says of its records. */
export interface RecordsHeader {
  baseOffset: number;
  baseTimestampMs: number;
  /** Time of all messages when the broker stamps them, else null. */
  appendTimeMs: number | null;
  count: number;
}

/**
 * The records of one batch whose offsets are in [begin, end), walked one after the other: `next` moves on, the fields are
 * those of the present record, and nothing is made for any of them. A start below 0 stands for null.
 */
export class Records {
  readonly bytes: Buffer;
  offset = 0;
  /** Kafka's own time of the message, epoch milliseconds; not that of the reading. */
  timestampMs = 0;
  keyStart = -1;
  keyEnd = -1;
  valueStart = -1;
  valueEnd = -1;
  readonly #header: RecordsHeader;
  readonly #begin: number;
  readonly #end: number;
  #left: number;
  #at = 0;

  /** @param bytes the records of the batch, unpacked */
  constructor(bytes: Buffer, header: RecordsHeader, { begin, end }: { begin: number; end: number }) {
    this.bytes = bytes;
    this.#header = header;
    this.#begin = begin;
    this.#end = end;
    this.#left = header.count;
  }

  /** Moves to the next record; false when there is none. */
  next(): boolean {
    const { baseOffset, baseTimestampMs, appendTimeMs } = this.#header;
    while (this.#left > 0) {
      this.#left--;
      const recordEnd = this.#varint() + this.#at;
      this.#at++; // attributes, of which there are none yet
      this.timestampMs = appendTimeMs ?? baseTimestampMs + this.#varint();
      if (appendTimeMs !== null) this.#varint();
      this.offset = baseOffset + this.#varint();
      const keyBytes = this.#varint();
      this.keyStart = keyBytes < 0 ? -1 : this.#at;
      this.#at += Math.max(0, keyBytes);
      this.keyEnd = this.#at;
      const valueBytes = this.#varint();
      this.valueStart = valueBytes < 0 ? -1 : this.#at;
      this.valueEnd = this.#at + Math.max(0, valueBytes);
      if (!(this.valueEnd <= recordEnd && recordEnd <= this.bytes.length)) throw this.#cutOff();
      // Headers follow; nothing of ours is in them.
      this.#at = recordEnd;
      if (this.offset >= this.#end) return false;
      if (this.offset >= this.#begin) return true;
    }
    return false;
  }

  /** The present record, its key and value as views. */
  message(): KafkaMessage {
    const { bytes, offset, timestampMs, keyStart, keyEnd, valueStart, valueEnd } = this;
    const key = keyStart < 0 ? null : bytes.subarray(keyStart, keyEnd);
    return { offset, timestampMs, key, value: valueStart < 0 ? null : bytes.subarray(valueStart, valueEnd) };
  }

  /** A zigzag varint; exact up to 2^53. */
  #varint(): number {
    const first = this.bytes[this.#at++] as number;
    if (first < 0x80) return (first >>> 1) ^ -(first & 1);
    let value = first & 0x7f;
    let byte: number;
    let place = 128;
    do {
      byte = this.bytes[this.#at++] ?? Number.NaN;
      if (Number.isNaN(byte)) throw this.#cutOff();
      value += (byte & 0x7f) * place;
      place *= 128;
    } while (byte >= 0x80);
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  #cutOff(): HeliographError {
    const where = `the batch of messages at offset ${this.#header.baseOffset}`;
    return new HeliographError('kafka', `${where} holds a message that does not fit in it: its producer is broken`);
  }
}
