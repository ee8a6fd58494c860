import snappy from 'snappy';
import { describe, expect, it } from 'vitest';
import { CODEC_NAMES, packRecords, unpackRecords } from '#server/gateways/kafka/codecs.ts';

const text = (length: number) => Buffer.from('0123456789'.repeat(length / 10));

describe('unpackRecords', () => {
  it('reads snappy in the blocks of Java clients as well as raw', () => {
    const header = Buffer.from([0x82, ...Buffer.from('SNAPPY'), 0, 0, 0, 0, 1, 0, 0, 0, 1]);
    const blocks = [text(32_000), text(500)].flatMap((block) => {
      const packed = snappy.compressSync(block);
      const length = Buffer.alloc(4);
      length.writeUInt32BE(packed.length);
      return [length, packed];
    });
    const codec = CODEC_NAMES.indexOf('snappy');
    expect(unpackRecords(codec, Buffer.concat([header, ...blocks]))).toEqual(text(32_500));
    expect(unpackRecords(codec, snappy.compressSync(text(500)))).toEqual(text(500));
  });

  it('refuses a block that is cut off', () => {
    const header = Buffer.from([0x82, ...Buffer.from('SNAPPY'), 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0, 42]);
    expect(() => unpackRecords(2, header)).toThrow('cut off');
  });

  it('refuses what would unpack to more than memory should hold, before it does', () => {
    // A block of snappy that claims 4 GiB, and a frame of LZ4 whose blocks can hold more than 256 MiB.
    const claims = Buffer.from([0xff, 0xff, 0xff, 0xff, 0x0f, 0]);
    expect(() => unpackRecords(CODEC_NAMES.indexOf('snappy'), claims)).toThrow('it unpacks to 4294967295 bytes');
    const block = Buffer.alloc(4 + 20_000);
    block.writeUInt32LE(20_000);
    const frame = [Buffer.from([0x04, 0x22, 0x4d, 0x18, 0x60, 0x70, 0x73]), ...Array(65).fill(block), Buffer.alloc(4)];
    expect(() => unpackRecords(CODEC_NAMES.indexOf('lz4'), Buffer.concat(frame))).toThrow('it unpacks to');
  });

  it.each(CODEC_NAMES)('unpacks what packRecords packs: %s', (name) => {
    const codec = CODEC_NAMES.indexOf(name);
    const large = text(3_000_000);
    expect(unpackRecords(codec, packRecords(codec, large)).equals(large)).toBe(true);
  });

  it('refuses a codec that Kafka does not have', () => {
    expect(() => unpackRecords(7, text(10))).toThrow('no codec 7');
  });
});
