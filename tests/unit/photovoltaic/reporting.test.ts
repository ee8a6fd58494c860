import { describe, expect, it } from 'vitest';
import { CHANNELS } from '#domain/channels.ts';
import type { Night, Sampling } from '#models/photovoltaic/reporting.ts';
import { CLEAR, dayWith, lifeOf } from './wide-days.ts';

const quiet = dayWith(lifeOf({}));
const night = (kind: Night['kind']): Night => ({ kind, below: 5, voltage: 9, current: 0.05, irradiance: -4 });
const sampling = (change: Partial<Sampling>): Sampling => ({
  seconds: 300,
  how: 'mean',
  between: 'held',
  stampedAtEnd: false,
  ...change,
});

describe('nights', () => {
  it('that are missing are NaN in all four channels, and days are not', () => {
    const { series } = dayWith(lifeOf({ night: night('missing') }));
    for (const channel of CHANNELS) {
      series[channel].forEach((value, slot) => {
        expect(Number.isNaN(value)).toBe((CLEAR.poaIrradiance[slot] ?? 0) < 5);
      });
    }
  });

  it('may show a voltage that is no power, or offsets', () => {
    expect(dayWith(lifeOf({ night: night('voltage') })).series.voltage[100]).toBeCloseTo(9, 0);
    const { series } = dayWith(lifeOf({ night: night('offset') }));
    expect([series.current[100], series.irradiance[100]]).toEqual([Math.fround(0.05), -4]);
    expect(series.voltage.subarray(2000, 2100)).toEqual(quiet.series.voltage.subarray(2000, 2100));
  });
});

describe('sampling', () => {
  it('in 5-minute means that are held gives one value for 15 slots: their mean', () => {
    const { series } = dayWith(lifeOf({ sampling: sampling({}) }));
    for (const channel of CHANNELS) {
      for (let from = 0; from < 4320; from += 15) {
        const values = series[channel].subarray(from, from + 15);
        expect(new Set(values).size).toBe(1);
        const mean = quiet.series[channel].subarray(from, from + 15).reduce((sum, value) => sum + value, 0) / 15;
        expect(values[0]).toBeCloseTo(mean, 3);
      }
    }
  });

  it('with nothing between gives one reading an interval; picked ones are the first of it', () => {
    const { series } = dayWith(lifeOf({ sampling: sampling({ how: 'pick', between: 'missing' }) }));
    series.voltage.forEach((value, slot) => {
      if (slot % 15 === 0) expect(value).toBe(quiet.series.voltage[slot]);
      else expect(value).toBeNaN();
    });
  });

  it('stamps means at the end of their interval where a plant does so', () => {
    const [start, end] = [false, true].map(
      (stampedAtEnd) => dayWith(lifeOf({ sampling: sampling({ stampedAtEnd }) })).series,
    );
    expect(end?.current.subarray(15)).toEqual(start?.current.subarray(0, 4305));
  });

  it('of 30 s takes one or two slots in turn, of 5 s averages the noise within a slot', () => {
    const { series } = dayWith(lifeOf({ sampling: sampling({ seconds: 30 }) }));
    expect(series.current[2001]).toBe(series.current[2002]);
    expect(series.current[2003]).toBe(quiet.series.current[2003]);
    const fine = dayWith(lifeOf({ sampling: sampling({ seconds: 5 }) })).series;
    const roughness = (values: Float32Array) => {
      const steps = values.slice(2000, 2400).map((value, slot) => value - (values[1999 + slot] ?? Number.NaN));
      return Math.sqrt(steps.reduce((sum, step) => sum + step ** 2, 0) / 400);
    };
    expect(roughness(fine.temperature)).toBeLessThan(0.75 * roughness(quiet.series.temperature));
  });
});

describe('thermometers and pyranometers', () => {
  it('stick, round, or feel the air', () => {
    const shown = (kind: 'stuck' | 'rounded' | 'air', value: number) =>
      dayWith(lifeOf({ thermometer: { kind, value } })).series.temperature;
    expect(new Set(shown('stuck', 21.5))).toEqual(new Set([21.5]));
    expect(shown('rounded', 1).every((value) => Number.isInteger(value))).toBe(true);
    const noon = (CLEAR.airTemperature[2160] ?? Number.NaN) + 2;
    expect(shown('air', 0)[2160]).toBeLessThan(noon + 2);
    expect(quiet.series.temperature[2160]).toBeGreaterThan(noon + 8);
  });

  it('show another light than the arrays have, and change nothing of these', () => {
    const factor = new Float64Array(4320).fill(0.9);
    const pyranometer = { plane: null, gain: 0.9, shade: null, delayMinutes: 0, satelliteMinutes: null, factor };
    const { series } = dayWith(lifeOf({ pyranometer }));
    expect((series.irradiance[2160] ?? Number.NaN) / (quiet.series.irradiance[2160] ?? Number.NaN)).toBeCloseTo(0.9, 1);
    expect(series.current).toEqual(quiet.series.current);
  });
});
