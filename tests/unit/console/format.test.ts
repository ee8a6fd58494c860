import { expect, it } from 'vitest';
import { formatCount, formatKwh, formatPlural, formatQuantity, formatShare } from '#components/format/numbers.ts';
import { formatClock, formatDay, formatInstant, formatPeriod } from '#components/format/time.ts';
import { formatDuration } from '#domain/duration.ts';

it('an instant is printed in plant time with its zone, over midnight too', () => {
  expect(formatInstant('2026-11-23T23:30:05Z', 60)).toBe('24 Nov 2026, 00:30:05 UTC+01:00');
  expect(formatInstant('2026-11-24T01:00:00Z', -570)).toBe('23 Nov 2026, 15:30:00 UTC-09:30');
});

it('days, hours, durations and periods are written one way', () => {
  expect(formatDay('2026-11-23')).toBe('Mon 23 Nov 2026');
  expect([0, 51_640_000, 86_400_000].map(formatClock)).toEqual(['00:00:00', '14:20:40', '24:00:00']);
  expect([420, 2300, 12_400, 252_000, 3_840_000].map(formatDuration)).toEqual([
    '420 ms',
    '2.3 s',
    '12 s',
    '4 min 12 s',
    '1 h 04 min',
  ]);
  expect([59_600, 3_599_900].map(formatDuration)).toEqual(['1 min 00 s', '1 h 00 min']);
  expect([50, 60, 720, 3600, 22_600].map(formatPeriod)).toEqual(['50 s', '1 min', '12 min', '1 h', '6.3 h']);
});

it('a share that is not whole is never printed as whole, nor a little as nothing', () => {
  expect([1, 0.9999, 0.5, 0.0001, 0].map((share) => formatShare(share))).toEqual([
    '100 %',
    '99 %',
    '50 %',
    '< 1 %',
    '0 %',
  ]);
  expect(formatShare(0.99999, 1)).toBe('99.9 %');
});

it('figures carry their unit and no false precision', () => {
  expect(formatQuantity(186.23, 'V')).toBe('186.2 V');
  expect(formatQuantity(0.012345, 'A', 3)).toBe('0.0123 A');
  expect(formatQuantity(0, 'A')).toBe('0.000 A');
  expect(formatCount(43_200_000)).toBe('43,200,000');
  expect([formatPlural(1, 'array'), formatPlural(48, 'array')]).toEqual(['1 array', '48 arrays']);
});

it('energy has as many decimals as it can bear', () => {
  expect([0, 3.214, 12.36, 1204.4, -0.256].map(formatKwh)).toEqual([
    '0.00 kWh',
    '3.21 kWh',
    '12.4 kWh',
    '1,204 kWh',
    '-0.26 kWh',
  ]);
});
