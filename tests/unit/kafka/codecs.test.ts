import snappy from 'snappy';
import { describe, expect, it } from 'vitest';
import { CODEC_NAMES, unpackRecords } from '#server/gateways/kafka/codecs.ts';

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

  it('refuses a codec that Kafka does not have', () => {
    expect(() => unpackRecords(7, text(10))).toThrow('no codec 7');
  });
});
