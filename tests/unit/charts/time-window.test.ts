import { describe, expect, it } from 'vitest';
import { hourTicks, msAt, xAt } from '#components/charts/day-axis.ts';
import { parseWindow, valuesWithin, WHOLE_DAY, windowBetween, windowText } from '#components/charts/time-window.ts';

const at = (hours: number) => hours * 3_600_000;

describe('the time window of the charts', () => {
  it('goes into the URL and comes back', () => {
    const window = windowBetween(at(12.25), at(10.6667));
    expect(windowText(window)).toBe('1040-1215');
    expect(parseWindow('1040-1215')).toEqual(window);
    expect(parseWindow(windowText(windowBetween(at(20), at(24))))).toEqual({ fromMs: at(20), toMs: at(24) });
  });

  it('is the whole day for nothing, nonsense and times that are none', () => {
    for (const text of [null, '', '1215-1040', '1070-1180', '2000-2500', 'abc']) {
      expect(parseWindow(text)).toEqual(WHOLE_DAY);
    }
    expect(windowText(WHOLE_DAY)).toBeNull();
  });

  it('is ten minutes at least and stays in the day', () => {
    const { fromMs, toMs } = windowBetween(at(24), at(24) - 1000);
    expect(toMs - fromMs).toBe(600_000);
    expect(toMs).toBe(at(24));
    expect(windowBetween(-5, at(30))).toEqual(WHOLE_DAY);
  });

  it('shows its part of the values, ticks inside it, and a cursor where the pointer is', () => {
    const window = windowBetween(at(10), at(12));
    const values = Array.from({ length: 4320 }, (_, slot) => slot);
    expect(valuesWithin(values, window)).toEqual(values.slice(1800, 2160));
    expect(hourTicks(600, window).map(({ label }) => label)).toEqual([
      '10:00',
      '10:15',
      '10:30',
      '10:45',
      '11:00',
      '11:15',
      '11:30',
      '11:45',
      '12:00',
    ]);
    expect(msAt(300, 600, window)).toBe(at(11));
    expect(xAt(at(11), 600, window)).toBe(300);
  });
});
