import { describe, expect, it } from 'vitest';
import { CHANNELS, type Channel } from '#domain/channels.ts';
import { INJECTED_FAILURES, type InjectedFailure } from '#models/photovoltaic/injected-failures.ts';
import { type ArrayDayOptions, simulateArrayDay } from '#models/photovoltaic/simulate-array-day.ts';
import { createWeatherDay } from '#models/photovoltaic/weather.ts';

const weather = createWeatherDay({ seed: 'injected', regime: 'clear', dayOfYear: 170 });
const options: ArrayDayOptions = { seed: 'injected', condition: 'line_ground', weather };
const plain = simulateArrayDay(options);

function injected(...kinds: InjectedFailure[]) {
  const day = simulateArrayDay({ ...options, inject: kinds });
  const [stretch] = day.truth.injected;
  if (!stretch) throw new Error('nothing was injected');
  const changed = (channel: Channel) =>
    Array.from(day.series[channel]).flatMap((value, slot) =>
      Object.is(value, plain.series[channel][slot]) ? [] : [slot],
    );
  return { ...day, ...stretch, changed };
}

const untouched = (day: ReturnType<typeof injected>, ...channels: Channel[]) =>
  channels.every((channel) => day.changed(channel).length === 0);

describe('injected failures', () => {
  it('are off unless asked for', () => {
    expect(plain.truth.injected).toEqual([]);
  });

  it.each(INJECTED_FAILURES)(
    'lie in daylight, change nothing outside their stretch and nothing of the truth: %s',
    (kind) => {
      const day = injected(kind);
      expect(day.kind).toBe(kind);
      expect(day.to).toBeGreaterThan(day.from);
      expect(weather.poaIrradiance[day.from]).toBeGreaterThan(0);
      const slots = CHANNELS.flatMap(day.changed);
      expect(slots.every((slot) => slot >= day.from && slot < day.to)).toBe(true);
      expect({ ...day.truth, injected: [] }).toEqual(plain.truth);
    },
  );

  it('hold the thermometer at -49.8 °C and nothing else', () => {
    const day = injected('stuck_thermometer');
    const held = day.series.temperature.subarray(day.from, day.to).filter((value) => !Number.isNaN(value));
    expect(new Set(Array.from(held, (value) => value.toFixed(3)))).toEqual(new Set(['-49.800']));
    expect(untouched(day, 'voltage', 'current', 'irradiance')).toBe(true);
  });

  it('lower the thermometer by up to 18 K, in proportion to the light', () => {
    const day = injected('shaded_thermometer');
    expect(day.changed('temperature').length).toBeGreaterThan(100);
    for (const slot of day.changed('temperature').filter((at) => !Number.isNaN(day.series.temperature[at]))) {
      const drop = (plain.series.temperature[slot] ?? 0) - (day.series.temperature[slot] ?? 0);
      const expected = 18 * Math.min((weather.poaIrradiance[slot] ?? 0) / 1000, 1);
      expect(Math.abs(drop - expected)).toBeLessThan(0.06);
    }
    expect(untouched(day, 'voltage', 'current', 'irradiance')).toBe(true);
  });

  it('throw the current to 70 A for less than two minutes', () => {
    const day = injected('current_glitch');
    expect(day.to - day.from).toBeLessThan(6);
    for (const slot of day.changed('current')) expect(day.series.current[slot]).toBe(70);
    expect(untouched(day, 'voltage', 'temperature', 'irradiance')).toBe(true);
  });

  it('lose all readings of an hour and more', () => {
    const day = injected('long_gap');
    expect(day.to - day.from).toBeGreaterThan(180);
    for (const channel of CHANNELS) {
      expect(day.series[channel].subarray(day.from, day.to).every(Number.isNaN)).toBe(true);
    }
  });

  it('lie where they lay when another one joins them', () => {
    const [alone] = injected('long_gap').truth.injected;
    const together = injected(...INJECTED_FAILURES).truth.injected;
    expect(together.find(({ kind }) => kind === 'long_gap')).toEqual(alone);
    expect(together.map(({ kind }) => kind)).toEqual(INJECTED_FAILURES);
  });

  it('are refused by name when they do not exist', () => {
    expect(() => simulateArrayDay({ ...options, inject: ['hail' as InjectedFailure] })).toThrow(
      /inject must be of .* not hail/,
    );
  });
});

describe('worse sensors', () => {
  it('report the same day with noise and gain errors times a factor', () => {
    const quiet = simulateArrayDay({ ...options, sensors: { noiseFactor: 0 } });
    const loud = simulateArrayDay({ ...options, sensors: { noiseFactor: 2 } });
    const off = simulateArrayDay({ ...options, sensors: { noiseFactor: 0, gainFactor: 2 } });
    const deviation = (series: typeof plain.series) => {
      const errors = Array.from(series.current, (value, slot) => value - (quiet.series.current[slot] ?? Number.NaN));
      const seen = errors.filter((error) => !Number.isNaN(error));
      return Math.sqrt(seen.reduce((sum, error) => sum + error ** 2, 0) / seen.length);
    };
    expect(deviation(loud.series) / deviation(plain.series)).toBeCloseTo(2, 0);
    expect(off.truth.irradianceGain - 1).toBeCloseTo(2 * (plain.truth.irradianceGain - 1), 12);
    expect({ ...off.truth, irradianceGain: 0 }).toEqual({ ...plain.truth, irradianceGain: 0 });
  });

  it('are refused by name when their factor is no number of 0 or more', () => {
    const withFactor = (noiseFactor: number) => () => simulateArrayDay({ ...options, sensors: { noiseFactor } });
    expect(withFactor(-1)).toThrow('sensors.noiseFactor must be 0 or more, not -1');
    expect(withFactor(Number.NaN)).toThrow('sensors.noiseFactor must be 0 or more, not NaN');
  });
});
