import { DecodeFailure } from './decode-failure.ts';

const MAX_VARINT_BYTES = 10;

/** Reads Avro's binary primitives one after the other and never past the end: whatever does not fit is a DecodeFailure. */
export class AvroCursor {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get remainingBytes(): number {
    return this.#bytes.length - this.#at;
  }

  /** A zigzag varint (Avro int and long); beyond 2^53 it is rounded, which only lengths and times far out of range are. */
  readVarint(what: string): number {
    let value = 0;
    let scale = 1;
    for (let count = 0; count < MAX_VARINT_BYTES; count++) {
      const byte = this.#bytes[this.#at];
      if (byte === undefined) throw truncated(what);
      this.#at++;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
      scale *= 128;
    }
    throw new DecodeFailure('bad_varint', `${what} is a number of more than ${MAX_VARINT_BYTES} bytes`);
  }

  /** As `readVarint`, exact: nanoseconds since 1970 are beyond 2^53. */
  readLong(what: string): bigint {
    let value = 0n;
    for (let count = 0n; count < MAX_VARINT_BYTES; count++) {
      const byte = this.#bytes[this.#at];
      if (byte === undefined) throw truncated(what);
      this.#at++;
      value |= BigInt(byte & 0x7f) << (7n * count);
      if (byte < 0x80) return (value >> 1n) ^ -(value & 1n);
    }
    throw new DecodeFailure('bad_varint', `${what} is a number of more than ${MAX_VARINT_BYTES} bytes`);
  }

  readFloat(what: string): number {
    return this.#bytes.readFloatLE(this.take(4, what));
  }

  readDouble(what: string): number {
    return this.#bytes.readDoubleLE(this.take(8, what));
  }

  /** A length prefix and that many bytes (Avro string and bytes), as a view. */
  readBytes(what: string): Buffer {
    const lengthBytes = this.readVarint(`the length of ${what}`);
    if (lengthBytes < 0) throw new DecodeFailure('bad_length', `${what} has the length ${lengthBytes}`);
    const start = this.take(lengthBytes, what);
    return this.#bytes.subarray(start, start + lengthBytes);
  }

  /** Moves over `bytes` bytes; returns where they began. */
  take(bytes: number, what: string): number {
    if (bytes > this.remainingBytes) throw truncated(what);
    const start = this.#at;
    this.#at += bytes;
    return start;
  }
}

function truncated(what: string): DecodeFailure {
  return new DecodeFailure('truncated', `it ends within ${what}`);
}
