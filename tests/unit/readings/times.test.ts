import { describe, expect, it } from 'vitest';
import { LEAP_SECOND, MIDNIGHT_24, parseDateText, ZONELESS } from '#server/gateways/readings/rows/date-texts.ts';
import { TimeNotes } from '#server/gateways/readings/rows/time-notes.ts';
import { givenFile, goldenReadings, HEADER, refusalOf, timesIn, VALUES } from './given-file.ts';

const NOON_MS = Date.parse('2026-06-01T12:00:00Z');
const json = (timestamp: unknown) => `${JSON.stringify({ ...VALUES, timestamp })}\n`;
const csv = (timestamp: string) => `${HEADER}\nSIM0000001,${timestamp},150,8,31,700\n`;

describe('a number as a time', () => {
  it.each([
    ['epoch seconds', NOON_MS / 1000],
    ['epoch microseconds', NOON_MS * 1000],
    ['epoch nanoseconds', NOON_MS * 1e6],
    ["a spreadsheet's days", 46_174.5],
    ['a date without separators', 20260601120000],
    ['no time from 2000 to 2100', 0],
    ['no time from 2000 to 2100', -1],
  ])('is refused with its place and what it looks like: %s', async (look, value) => {
    expect(await refusalOf(await givenFile('n.ndjson', json(value)))).toMatch(/^invalid_input: .*n\.ndjson line 1: /);
    expect(await refusalOf(await givenFile('n.ndjson', json(value)))).toContain(`looks like ${look}`);
    expect(await refusalOf(await givenFile('n.csv', csv(String(value))))).toContain(`looks like ${look}`);
  });

  it('is read as milliseconds from 2000 to 2100, as a number and as text', async () => {
    for (const ms of [NOON_MS, Date.UTC(2000, 0, 1), Date.UTC(2099, 11, 31)]) {
      const expected = [new Date(ms).toISOString()];
      expect(await timesIn(await givenFile('m.ndjson', json(ms)))).toEqual(expected);
      expect(await timesIn(await givenFile('m.ndjson', json(String(ms))))).toEqual(expected);
      expect(await timesIn(await givenFile('m.csv', csv(String(ms))))).toEqual(expected);
    }
  });

  it('is refused in the first line of a file of seconds', async () => {
    expect(await refusalOf(goldenReadings('seconds.ndjson'))).toContain(
      'seconds.ndjson line 1: timestamp must be epoch milliseconds, not 1780315200, which looks like epoch seconds',
    );
  });
});

describe('a text as a time', () => {
  it.each([
    ['2026-06-01 12:00:00+00', '2026-06-01T12:00:00.000Z'],
    ['2026-06-01 12:00:00-05', '2026-06-01T17:00:00.000Z'],
    ['2026-06-01 12:00:00.5+0530', '2026-06-01T06:30:00.500Z'],
    ['2026-06-01T12:00Z', '2026-06-01T12:00:00.000Z'],
    ['2026-06-01 12:00:00.123456789 UTC', '2026-06-01T12:00:00.123Z'],
    ['2024-02-29T23:59:59+14:00', '2024-02-29T09:59:59.000Z'],
  ])('is read as databases write it: %s', (text, iso) => {
    expect(new Date(parseDateText(text, 0)?.timestampMs ?? Number.NaN).toISOString()).toBe(iso);
  });

  it.each([
    '2026-02-30T12:00:00Z',
    '2026-02-29T12:00:00Z',
    '2026-13-01T12:00:00Z',
    '2026-00-10T12:00:00Z',
    '2026-06-31 12:00:00',
    '2026-06-01T25:00:00Z',
    '2026-06-01T24:00:01Z',
    '2026-06-01T12:60:00Z',
    '2026-06-01T12:00:61Z',
    '2026-06-01T12:00:60Z',
    '2026-06-01T12:00:00+25:00',
    '2026-06-01T12:00:00+01:99',
    '0026-06-01T12:00:00Z',
    '01.06.2026 12:00',
  ])('is refused when there is no such time: %s', async (text) => {
    expect(parseDateText(text, 0)).toBeUndefined();
    expect(await refusalOf(await givenFile('d.csv', csv(text)))).toContain('d.csv line 2: timestamp must be ISO 8601');
  });

  it('is read, or refused with its line, in the small files', async () => {
    expect(await timesIn(goldenReadings('pgcopy.csv'))).toEqual(['2026-06-01T12:00:00.000Z']);
    expect(await refusalOf(goldenReadings('feb30.csv'))).toContain('feb30.csv line 2: ');
  });

  it('takes 24:00 as 00:00 of the next day, a leap second as the end of its minute, and counts both', () => {
    const notes = new TimeNotes();
    const read = (text: string) => {
      const time = parseDateText(text, 60);
      notes.add(time?.written ?? 0);
      return { iso: new Date(time?.timestampMs ?? Number.NaN).toISOString(), written: time?.written };
    };
    expect(read('2026-06-01T24:00:00Z')).toEqual({ iso: '2026-06-02T00:00:00.000Z', written: MIDNIGHT_24 });
    expect(read('2026-06-01 24:00')).toEqual({ iso: '2026-06-01T23:00:00.000Z', written: MIDNIGHT_24 | ZONELESS });
    expect(read('2016-12-31T23:59:60Z')).toEqual({ iso: '2016-12-31T23:59:59.999Z', written: LEAP_SECOND });
    expect(read('2017-01-01 00:59:60')).toEqual({ iso: '2016-12-31T23:59:59.999Z', written: LEAP_SECOND | ZONELESS });
    expect(notes.toList()).toEqual([
      '2 at 24:00 taken as 00:00 of the next day',
      '2 in a leap second taken as the end of its minute',
    ]);
  });
});

describe('a time without a zone', () => {
  it.each(['naive.csv', 'naive.parquet'])("is the plant's standard time in every format: %s", async (name) => {
    expect(await timesIn(goldenReadings(name), -300)).toEqual(['2026-06-01T07:00:00.000Z']);
  });
});
