import { describe, expect, it } from 'vitest';
import { isDue, quietHoursOf, type TellableAlarm, type TellingRules, tellingOf } from '#domain/alarm-telling.ts';

const RULES: TellingRules = { conditions: null, leastKwh: 1, digestMinutes: 30, quietHours: quietHoursOf('22-6') };
const ALARM: TellableAlarm = {
  condition: 'open_circuit',
  state: 'standing',
  raisedAt: new Date(0),
  lossKwh: 2,
  isTold: false,
};

describe('an alarm', () => {
  it('waits in quiet hours and while it costs little, but an arc does not', () => {
    expect(tellingOf(ALARM, RULES, 12)).toBe('tell');
    expect([22, 23, 0, 5].map((hour) => tellingOf(ALARM, RULES, hour))).toEqual(Array(4).fill('wait'));
    expect(tellingOf(ALARM, RULES, 6)).toBe('tell');
    expect(tellingOf({ ...ALARM, lossKwh: 0.5 }, RULES, 12)).toBe('wait');
    expect(tellingOf({ ...ALARM, condition: 'arc_fault', lossKwh: null }, RULES, 3)).toBe('tell');
  });

  it('is left out when its condition is none that is asked for', () => {
    expect(tellingOf(ALARM, { ...RULES, conditions: ['arc_fault'] }, 12)).toBe('leave');
  });

  it('that was withdrawn is told to those who heard of it, and to nobody else', () => {
    expect(tellingOf({ ...ALARM, state: 'withdrawn', isTold: true }, RULES, 3)).toBe('tell');
    expect(tellingOf({ ...ALARM, state: 'withdrawn' }, RULES, 12)).toBe('leave');
  });

  it('is gathered with others for as long as the digest says, an arc at once', () => {
    expect(isDue([ALARM], RULES, 29 * 60_000)).toBe(false);
    expect(isDue([ALARM], RULES, 30 * 60_000)).toBe(true);
    expect(isDue([{ ...ALARM, condition: 'arc_fault' }], RULES, 0)).toBe(true);
  });
});
