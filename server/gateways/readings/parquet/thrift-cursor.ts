/** Deeper than any structure of Parquet. */
const MAX_DEPTH = 16;
/** A footer of a thousand row groups of twenty columns has half of them. */
const MAX_STRUCTS = 400_000;

const [TRUE, FALSE, BYTE, I16, I32, I64, DOUBLE, BINARY, LIST, STRUCT] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 12] as const;

/** A structure by the numbers of its fields: whole numbers and structures; of all else only that it is there. */
export interface ThriftStruct {
  numbers: Map<number, number>;
  structs: Map<number, ThriftStruct>;
}

/**
 * Reads Thrift's compact protocol and never past the end: no count or length is believed beyond the bytes that are left,
 * so that nothing is allocated for what is not there. Throws an Error.
 */
export class ThriftCursor {
  readonly #bytes: Buffer;
  #at: number;
  #structs = 0;

  constructor(bytes: Buffer, at = 0) {
    this.#bytes = bytes;
    this.#at = at;
  }

  get position(): number {
    return this.#at;
  }

  readStruct(depth = 0): ThriftStruct {
    if (depth > MAX_DEPTH) throw new Error('it is nested too deep');
    if (++this.#structs > MAX_STRUCTS) throw new Error(`it has more than ${MAX_STRUCTS} structures`);
    const struct: ThriftStruct = { numbers: new Map(), structs: new Map() };
    let field = 0;
    for (;;) {
      const head = this.#byte();
      if (head === 0) return struct;
      const step = head >> 4;
      field = step === 0 ? this.#zigzag() : field + step;
      this.#readField(struct, field, head & 15, depth);
    }
  }

  /** An unsigned number of at most ten bytes; rounded beyond 2^53. */
  readVarint(): number {
    let value = 0;
    let place = 1;
    for (let count = 0; count < 10; count++) {
      const byte = this.#byte();
      value += (byte & 0x7f) * place;
      if (byte < 0x80) return value;
      place *= 128;
    }
    throw new Error('a number has more than ten bytes');
  }

  skip(bytes: number): void {
    if (!(bytes >= 0 && bytes <= this.#bytes.length - this.#at)) throw new Error('it is cut off');
    this.#at += bytes;
  }

  #readField(struct: ThriftStruct, field: number, type: number, depth: number): void {
    if (type === STRUCT) struct.structs.set(field, this.readStruct(depth + 1));
    else if (type === TRUE || type === FALSE) struct.numbers.set(field, type === TRUE ? 1 : 0);
    else if (type === I16 || type === I32 || type === I64) struct.numbers.set(field, this.#zigzag());
    else this.#skipValue(type, depth);
  }

  #skipValue(type: number, depth: number): void {
    if (type === BYTE || type === TRUE || type === FALSE) this.skip(1);
    else if (type === I16 || type === I32 || type === I64) this.readVarint();
    else if (type === DOUBLE) this.skip(8);
    else if (type === BINARY) this.skip(this.readVarint());
    else if (type === STRUCT) this.readStruct(depth + 1);
    else if (type === LIST) this.#skipList(depth + 1);
    else throw new Error(`it holds a value of kind ${type}`);
  }

  #skipList(depth: number): void {
    if (depth > MAX_DEPTH) throw new Error('it is nested too deep');
    const head = this.#byte();
    const count = head >> 4 === 15 ? this.readVarint() : head >> 4;
    if (count > this.#bytes.length - this.#at) throw new Error(`it says that a list has ${count} entries`);
    for (let entry = 0; entry < count; entry++) this.#skipValue(head & 15, depth);
  }

  #zigzag(): number {
    const value = this.readVarint();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  #byte(): number {
    const byte = this.#bytes[this.#at];
    if (byte === undefined) throw new Error('it is cut off');
    this.#at++;
    return byte;
  }
}
