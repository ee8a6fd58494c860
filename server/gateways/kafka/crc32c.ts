const POLYNOMIAL = 0x82f63b78;
const LANES = 8;

/** LANES tables of 256: how a byte changes the sum when so many bytes follow it in the same step. */
const TABLES = makeTables();

function makeTables(): Int32Array {
  const tables = new Int32Array(LANES * 256);
  for (let byte = 0; byte < 256; byte++) {
    let sum = byte;
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ POLYNOMIAL : sum >>> 1;
    tables[byte] = sum;
  }
  for (let at = 256; at < tables.length; at++) {
    const before = tables[at - 256] as number;
    tables[at] = (before >>> 8) ^ (tables[before & 0xff] as number);
  }
  return tables;
}

const entry = (lane: number, byte: number) => TABLES[lane * 256 + (byte & 0xff)] as number;

/** CRC-32C (Castagnoli, RFC 3720) of bytes [start, end), 0 to 2^32 - 1: the checksum of Kafka's batches. */
export function crc32c(bytes: Uint8Array, start: number, end: number): number {
  let sum = -1;
  let at = start;
  for (; at + LANES <= end; at += LANES) {
    sum ^=
      (bytes[at] as number) |
      ((bytes[at + 1] as number) << 8) |
      ((bytes[at + 2] as number) << 16) |
      ((bytes[at + 3] as number) << 24);
    sum =
      entry(7, sum) ^
      entry(6, sum >>> 8) ^
      entry(5, sum >>> 16) ^
      entry(4, sum >>> 24) ^
      entry(3, bytes[at + 4] as number) ^
      entry(2, bytes[at + 5] as number) ^
      entry(1, bytes[at + 6] as number) ^
      entry(0, bytes[at + 7] as number);
  }
  for (; at < end; at++) sum = (sum >>> 8) ^ entry(0, sum ^ (bytes[at] as number));
  return ~sum >>> 0;
}
