import { describe, expect, it } from 'vitest';
import { dueAtMs, dueDays, nextFireMs, parseCron } from '#domain/schedule.ts';

const at = (text: string) => Date.parse(`${text}Z`);
const next = (cron: string, from: string) => {
  const found = nextFireMs(parseCron(cron, 0), at(from));
  return found === null ? null : new Date(found).toISOString().slice(0, 16);
};

describe('a cron expression', () => {
  it.each([
    ['0 1 * * *', '2026-06-22T00:00', '2026-06-22T01:00'],
    ['0 1 * * *', '2026-06-22T01:00', '2026-06-22T01:00'],
    ['0 1 * * *', '2026-06-22T01:00:01', '2026-06-23T01:00'],
    ['*/15 2-3 * * *', '2026-06-22T02:16', '2026-06-22T02:30'],
    ['5,35 23 * * 1', '2026-06-23T00:00', '2026-06-29T23:05'],
    ['0 0 29 2 *', '2026-03-01T00:00', '2028-02-29T00:00'],
    ['0 12 1 * 0', '2026-06-02T00:00', '2026-06-07T12:00'],
    ['0 0 * * 7', '2026-06-22T00:00', '2026-06-28T00:00'],
    ['0 1 * * mon', '2026-06-23T00:00', '2026-06-29T01:00'],
    ['0 0 30 2 *', '2026-06-22T00:00', null],
  ])('%s after %s comes at %s', (cron, from, expected) => {
    expect(next(cron, from)).toBe(expected);
  });

  it.each([
    ['0 1 * *', 'exactly five'],
    ['0 0 1 * * *', 'exactly 5 parts'],
    ['60 1 * * *', 'minute: 60'],
    ['0 25 * * *', 'hour: 25'],
    ['0 1 * * moon', 'moon'],
    ['0 5-3 * * *', "'5-3'"],
    ['*/0 1 * * *', 'stepping: 0'],
    ['5/20 1 * * *', 'Use wildcard (*/step) or range (min-max/step)'],
    ['2026-06-22T01:00:00', 'five fields'],
  ])('%s is refused by name', (cron, message) => {
    expect(() => parseCron(cron, 0)).toThrow(message);
  });
});

describe('the schedule of a plant at UTC+10:00', () => {
  const schedule = { cron: parseCron('0 1 * * *', 600), utcOffsetMinutes: 600, latenessMs: 0, catchUpDays: 7 };

  it('runs a day at 01:00 standard time of the next, whatever the season', () => {
    expect(dueAtMs('2026-06-21', schedule)).toBe(at('2026-06-21T15:00'));
    expect(dueAtMs('2026-12-21', schedule)).toBe(at('2026-12-21T15:00'));
  });

  it('waits for the readings that come late when they are awaited for longer', () => {
    expect(dueAtMs('2026-06-21', { ...schedule, latenessMs: 30 * 60_000 })).toBe(at('2026-06-21T15:00'));
    const late = { ...schedule, latenessMs: 120 * 60_000 };
    expect(dueAtMs('2026-06-21', late)).toBe(at('2026-06-21T16:00'));
    expect(dueDays(late, at('2026-06-21T16:00') - 1, 0).at(-1)).toBe('2026-06-20');
    expect(dueDays(late, at('2026-06-21T16:00'), 0).at(-1)).toBe('2026-06-21');
  });

  it('after a downtime takes the missed days oldest first, seven at most, none before the plant was there', () => {
    const nowMs = at('2026-06-21T15:00');
    expect(dueDays(schedule, nowMs - 1, 0).at(-1)).toBe('2026-06-20');
    expect(dueDays(schedule, nowMs, 0)).toEqual(
      ['15', '16', '17', '18', '19', '20', '21'].map((day) => `2026-06-${day}`),
    );
    expect(dueDays(schedule, nowMs, at('2026-06-19T14:00'))).toEqual(['2026-06-20', '2026-06-21']);
  });
});
