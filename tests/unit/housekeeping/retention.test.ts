import { describe, expect, it } from 'vitest';
import { manifestKey, quarantineKey, runOfKey, silverShardKey } from '#domain/object-keys.ts';
import { DAY_MS } from '#domain/plant-day.ts';
import { goldFate, logFate, orphanFate, type RetainedRun, silverFate } from '#domain/retention.ts';
import { uuidOf } from '../../uuid.ts';

const NOW = Date.parse('2026-11-24T00:00:00Z');
const retention = { silverDays: 90, goldDays: 365 };

function run(change: Partial<RetainedRun> & { endedDaysAgo?: number }): RetainedRun {
  const { endedDaysAgo = 0, ...rest } = change;
  const endedMs = NOW - endedDaysAgo * DAY_MS;
  return { id: 'run', state: 'succeeded', endedMs, supersededMs: null, current: false, committed: true, ...rest };
}

describe('gold', () => {
  it('on show stays for ever, and of a live run too', () => {
    expect(goldFate(run({ current: true, endedDaysAgo: 5000 }), retention, NOW)).toBeNull();
    expect(goldFate(run({ state: 'running', endedMs: null, committed: false }), retention, NOW)).toBeNull();
  });

  it('that was replaced goes a retention after it was replaced, not after it was made', () => {
    const replaced = (days: number) => run({ endedDaysAgo: 900, supersededMs: NOW - days * DAY_MS });
    expect(goldFate(replaced(365), retention, NOW)).toBeNull();
    expect(goldFate(replaced(366), retention, NOW)).toBe('gold retention');
  });

  it('of a run that committed nothing goes a day after its end', () => {
    const failed = (endedDaysAgo: number) => run({ state: 'failed', committed: false, endedDaysAgo });
    expect(goldFate(failed(1), retention, NOW)).toBeNull();
    expect(goldFate(failed(1.1), retention, NOW)).toBe('no manifest names it');
  });
});

describe('silver', () => {
  it('goes by its age, also of what is on show; a log does so whatever the end of its run', () => {
    expect(silverFate(run({ current: true, endedDaysAgo: 90 }), true, retention, NOW)).toBeNull();
    expect(silverFate(run({ current: true, endedDaysAgo: 91 }), true, retention, NOW)).toBe('silver retention');
    expect(logFate(run({ state: 'failed', endedDaysAgo: 90 }), retention, NOW)).toBeNull();
    expect(logFate(run({ state: 'cancelled', endedDaysAgo: 91 }), retention, NOW)).toBe('log retention');
  });

  it('that no manifest names goes after a day, never of a live run', () => {
    expect(silverFate(run({ endedDaysAgo: 1 }), false, retention, NOW)).toBeNull();
    expect(silverFate(run({ endedDaysAgo: 2 }), false, retention, NOW)).toBe('no manifest names it');
    expect(silverFate(run({ state: 'queued', endedMs: null }), false, retention, NOW)).toBeNull();
    expect(logFate(run({ state: 'running', endedMs: null }), retention, NOW)).toBeNull();
  });
});

describe('objects of no run', () => {
  it.each([
    ['a UUIDv7 of two days ago', uuidOf(NOW - 2 * DAY_MS), 'no such run'],
    ['a UUIDv7 of an hour ago', uuidOf(NOW - DAY_MS / 24), null],
    ['an id that no run can have', 'f47ac10b-58cc-4372-a567-0e02b2c3d479', 'no such run'],
  ])('go when the run would be older than a day: %s', (_, id, fate) => {
    expect(orphanFate(id, NOW)).toBe(fate);
  });
});

it('whose an object is, is in its key', () => {
  const owner = { plantId: 'demo', day: '2026-11-23', runId: 'abc' };
  for (const key of [
    silverShardKey('demo', '2026-11-23', 'abc', 3, 1),
    manifestKey('demo', '2026-11-23', 'abc'),
    quarantineKey('demo', '2026-11-23', 'abc', 0, 1),
  ]) {
    expect(runOfKey(key)).toEqual(owner);
  }
  expect(runOfKey('models/net-01/model.json')).toBeNull();
});
