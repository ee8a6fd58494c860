import { describe, expect, it } from 'vitest';
import { checkedReading } from '#jobs/commands/produce/check-row.ts';

const VALUES = {
  deviceId: 'DEMO000001',
  timestamp: 1_782_000_000_000,
  voltage: 180.5,
  current: 8,
  temperature: -4,
  irradiance: 700,
};
const check = (changes: Record<string, unknown>) =>
  checkedReading({ where: 'a.csv line 2', values: { ...VALUES, ...changes } }, 0);

describe('a row of a source', () => {
  it('is published as it is, a missing value as NaN', () => {
    expect(check({ current: '' })).toEqual({ ...VALUES, current: Number.NaN });
  });

  it.each([
    ['a deviceId that no address can have', { deviceId: '..' }, 'deviceId must be 1 to 64 printable characters'],
    ['half a millisecond', { timestamp: 1_782_000_000_000.5 }, 'timestamp must be whole milliseconds since 1970'],
    ['a time before 1970', { timestamp: -1 }, 'timestamp must be epoch milliseconds, not -1'],
    ['a time that is to come', { timestamp: Date.now() + 7_200_000 }, 'timestamp lies more than an hour ahead'],
    ['a number beyond floats', { voltage: 1e39 }, 'voltage is too large'],
    ['an infinite number', { irradiance: Number.POSITIVE_INFINITY }, 'irradiance is too large'],
  ])('is refused with its place for %s', (_, changes, message) => {
    expect(() => check(changes)).toThrow(`a.csv line 2: ${message}`);
  });
});
