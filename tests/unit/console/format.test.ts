import { expect, it } from 'vitest';
import { formatsOf } from '#components/format/formats.ts';

const en = formatsOf('en');
const de = formatsOf('de');

it('an instant is printed in plant time with its zone, over midnight too', () => {
  expect(en.instant('2026-11-23T23:30:05Z', 60)).toBe('24 Nov 2026, 00:30:05 UTC+01:00');
  expect(en.instant('2026-11-24T01:00:00Z', -570)).toBe('23 Nov 2026, 15:30:00 UTC-09:30');
});

it('days, hours, durations and periods are written one way', () => {
  expect(en.day('2026-11-23')).toBe('Mon 23 Nov 2026');
  expect([0, 51_640_000, 86_400_000].map(en.clock)).toEqual(['00:00:00', '14:20:40', '24:00:00']);
  expect([420, 2300, 12_400, 252_000, 3_840_000].map(en.duration)).toEqual([
    '420 ms',
    '2.3 s',
    '12 s',
    '4 min 12 s',
    '1 h 04 min',
  ]);
  expect([59_600, 3_599_900].map(en.duration)).toEqual(['1 min 00 s', '1 h 00 min']);
  expect([50, 60, 720, 3600, 22_600].map(en.period)).toEqual(['50 s', '1 min', '12 min', '1 h', '6.3 h']);
});

it('a share that is not whole is never printed as whole, nor a little as nothing', () => {
  expect([1, 0.9999, 0.5, 0.0001, 0].map((share) => en.share(share))).toEqual([
    '100 %',
    '99 %',
    '50 %',
    '< 1 %',
    '0 %',
  ]);
  expect(en.share(0.99999, 1)).toBe('99.9 %');
});

it('figures carry their unit and no false precision', () => {
  expect(en.quantity(186.23, 'V')).toBe('186.2 V');
  expect(en.quantity(0.012345, 'A', 3)).toBe('0.0123 A');
  expect(en.quantity(0, 'A')).toBe('0.000 A');
  expect(en.count(43_200_000)).toBe('43,200,000');
});

it('energy has as many decimals as it can bear', () => {
  expect([0, 3.214, 12.36, 1204.4, -0.256].map(en.kwh)).toEqual([
    '0.00 kWh',
    '3.21 kWh',
    '12.4 kWh',
    '1,204 kWh',
    '-0.26 kWh',
  ]);
});

it('German has its decimal comma, its thousands and its dates', () => {
  expect([de.count(207_360), de.kwh(12.36), de.quantity(186.23, 'V'), de.deviation(0.012)]).toEqual([
    '207.360',
    '12,4 kWh',
    '186,2 V',
    '+1,2 %',
  ]);
  expect([de.share(0.99999, 1), de.bytes(62_400), de.duration(2300), de.period(22_600)]).toEqual([
    '99,9 %',
    '62,4 kB',
    '2,3 s',
    '6,3 h',
  ]);
  expect(de.day('2026-11-23')).toBe('Mo 23. Nov. 2026');
  expect(de.instant('2026-11-23T23:30:05Z', 60)).toBe('24. Nov. 2026, 00:30:05 UTC+01:00');
});
