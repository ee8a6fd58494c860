import { describe, expect, it } from 'vitest';
import { crc32c } from '#server/gateways/kafka/crc32c.ts';
import { RecordBatchWriter } from '#server/gateways/kafka/record-batch-writer.ts';
import { committedRecords, offsetAfter } from '#server/gateways/kafka/record-batches.ts';
import type { KafkaMessage } from '#server/gateways/kafka/records.ts';

const LZ4 = 3;
const EVERYTHING = { begin: 0, end: Number.POSITIVE_INFINITY };
const TIMES = [1_782_000_000_000, 1_782_000_000_000 - 86_400_000, 0, 1_782_000_000_000 + 2 ** 40];

function batchOf(count: number, codec = 0): Buffer {
  const writer = new RecordBatchWriter();
  for (let i = 0; i < count; i++) {
    writer.add(`KEY${i}`, TIMES[i % TIMES.length] ?? 0, Buffer.from('v'.repeat(i % 300)));
  }
  return writer.finish(codec, { id: 7n, epoch: 0 }, 0);
}

function read(answer: Buffer, range = EVERYTHING): KafkaMessage[] {
  const found: KafkaMessage[] = [];
  for (const records of committedRecords(answer, [], range)) while (records.next()) found.push(records.message());
  return found;
}

describe('batches of messages', () => {
  it.each([0, LZ4])('give back keys, times and values as they were written: codec %d', (codec) => {
    const messages = read(batchOf(3000, codec));
    expect(messages).toHaveLength(3000);
    messages.forEach(({ offset, timestampMs, key, value }, i) => {
      expect([offset, timestampMs, `${key}`, value?.length]).toEqual([i, TIMES[i % 4], `KEY${i}`, i % 300]);
    });
  });

  it('give only what is in the range, and say where the next one begins', () => {
    const answer = batchOf(100);
    expect(read(answer, { begin: 20, end: 23 }).map(({ offset }) => offset)).toEqual([20, 21, 22]);
    expect(offsetAfter(answer)).toBe(100);
  });

  it('are refused when a message says that it is longer than its batch', () => {
    const answer = batchOf(1);
    answer[61] = 0x7e;
    expect(() => read(answer)).toThrow('its producer is broken');
  });
});

describe('crc32c', () => {
  it('agrees with RFC 3720', () => {
    expect(crc32c(Buffer.alloc(32), 0, 32)).toBe(0x8a9136aa);
    expect(crc32c(Buffer.alloc(32, 0xff), 0, 32)).toBe(0x62a8ab43);
    expect(crc32c(Buffer.from('-123456789-'), 1, 10)).toBe(0xe3069283);
  });
});
