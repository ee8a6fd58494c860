import { describe, expect, it } from 'vitest';
import { type ArraySeries, CHANNELS, type Channel } from '#domain/channels.ts';
import { CONDITIONS, type Condition } from '#domain/conditions.ts';
import { DEFAULT_NAMEPLATE } from '#domain/nameplate.ts';
import { DEFAULT_ARRAY } from '#models/photovoltaic/array-spec.ts';
import { SPR_E20_327 } from '#models/photovoltaic/module-parameters.ts';
import { type ArrayDayOptions, simulateArrayDay } from '#models/photovoltaic/simulate-array-day.ts';
import { createWeatherDay } from '#models/photovoltaic/weather.ts';
import type { WeatherDay } from '#models/photovoltaic/weather-day.ts';

const FAULTS = CONDITIONS.filter((condition) => condition !== 'normal');
const SEEDS = Array.from({ length: 12 }, (_, index) => `day ${index}`);
const skies = new Map(
  SEEDS.map((seed) => [seed, createWeatherDay({ seed, site: { latitude: 38, tilt: 25, noonShiftMinutes: 8 } })]),
);
const known = new Map<string, ReturnType<typeof simulateArrayDay>>();

const skyOf = (seed: string) => skies.get(seed) as WeatherDay;

function dayOf(condition: Condition, seed: string) {
  const key = `${condition} ${seed}`;
  const day = known.get(key) ?? simulateArrayDay({ seed, condition, weather: skyOf(seed) });
  known.set(key, day);
  return day;
}

function sameBytes(a: Float32Array, b: Float32Array): boolean {
  const bytes = (values: Float32Array) => Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  return bytes(a).equals(bytes(b));
}

/** Sum over slots of what `value` makes of voltage and current, gaps left out. */
function sum(series: ArraySeries, value: (voltage: number, current: number, slot: number) => number): number {
  let total = 0;
  for (let slot = 0; slot < 4320; slot++) {
    const found = value(series.voltage[slot] ?? Number.NaN, series.current[slot] ?? Number.NaN, slot);
    if (!Number.isNaN(found)) total += found;
  }
  return total;
}

/** Of a reading; a missing one counts as none. */
const magnitude = (value: number) => (Number.isNaN(value) ? 0 : Math.abs(value));

const energyOf = (series: ArraySeries) => sum(series, (voltage, current) => voltage * current);

describe('simulateArrayDay', () => {
  it.each(CONDITIONS)(
    'gives the same bytes and truth for the same options, others for another seed: %s',
    (condition) => {
      const options: ArrayDayOptions = { seed: 'twice', condition, weather: skyOf('day 0') };
      const [first, again] = [simulateArrayDay(options), simulateArrayDay(options)];
      const other = simulateArrayDay({ ...options, seed: 'another' });
      for (const channel of CHANNELS) {
        const bytes = (series: ArraySeries) => Buffer.from(series[channel].buffer);
        expect(bytes(first.series).equals(bytes(again.series))).toBe(true);
        expect(bytes(first.series).equals(bytes(other.series))).toBe(false);
      }
      expect(again.truth).toEqual(first.truth);
      expect(JSON.parse(JSON.stringify(first.truth))).toEqual(first.truth);
      expect(other.truth).not.toEqual(first.truth);
    },
  );

  it('gives 4,320 values a channel, missing together or not at all, and few of them', () => {
    for (const seed of SEEDS) {
      const { series } = dayOf('normal', seed);
      const missing = CHANNELS.map((channel) => {
        expect(series[channel]).toHaveLength(4320);
        return Array.from(series[channel], (value) => (Number.isNaN(value) ? 1 : 0)).join('');
      });
      expect(new Set(missing).size).toBe(1);
      expect(series.voltage.filter(Number.isNaN).length).toBeLessThan(0.06 * 4320);
    }
  });

  it('gives within 12 % of its nameplate, corrected for light and heat, in every steady bright slot of a normal day', () => {
    let slots = 0;
    for (const seed of SEEDS) {
      const weather = createWeatherDay({
        seed,
        regime: 'clear',
        site: { latitude: 35, tilt: 30, noonShiftMinutes: 0 },
      });
      const { series, truth } = simulateArrayDay({ seed, condition: 'normal', weather });
      if (truth.limitPowerW !== null || truth.failures.outage !== null || truth.failures.thermometer !== null) continue;
      const nameplate = DEFAULT_NAMEPLATE.vMp * DEFAULT_NAMEPLATE.iMp;
      let worst = 0;
      for (let slot = 0; slot < 4320; slot++) {
        const light = (weather.poaIrradiance[slot] ?? 0) / 1000;
        if (light < 0.8) continue;
        const heat = 1 - 0.0041 * ((series.temperature[slot] ?? Number.NaN) - 25);
        const power = (series.voltage[slot] ?? Number.NaN) * (series.current[slot] ?? Number.NaN);
        if (Number.isNaN(power)) continue;
        slots++;
        worst = Math.max(worst, Math.abs(power / (nameplate * light * heat) - 1));
      }
      expect(worst, seed).toBeLessThan(0.12);
    }
    expect(slots).toBeGreaterThan(2000);
  });

  it.each(CONDITIONS)('is dark and still at night, whatever the condition: %s', (condition) => {
    const seed = 'day 1';
    const { series } = dayOf(condition, seed);
    const atNight = (channel: Channel) =>
      Math.max(...series[channel].filter((_, slot) => skyOf(seed).poaIrradiance[slot] === 0).map(magnitude));
    expect(atNight('voltage')).toBeLessThan(0.6);
    expect(atNight('current')).toBeLessThan(0.05);
    expect(atNight('irradiance')).toBeLessThan(7);
  });

  it.each(FAULTS)('yields less energy than the same day without the fault: %s', (condition) => {
    for (const seed of SEEDS) {
      expect(energyOf(dayOf(condition, seed).series), seed).toBeLessThan(energyOf(dayOf('normal', seed).series));
    }
  });

  it.each(FAULTS)('is the same as the normal day until the onset: %s', (condition) => {
    for (const seed of SEEDS) {
      const { series, truth } = dayOf(condition, seed);
      const normal = dayOf('normal', seed).series;
      const healthyPart = (day: ArraySeries, channel: Channel) => day[channel].subarray(0, truth.onsetSlot ?? 0);
      expect(sameBytes(healthyPart(series, 'voltage'), healthyPart(normal, 'voltage')), seed).toBe(true);
      expect(sameBytes(healthyPart(series, 'current'), healthyPart(normal, 'current')), seed).toBe(true);
      expect(sameBytes(series.irradiance, normal.irradiance), seed).toBe(true);
    }
  });

  it('loses a third of the current per open string, at the same voltage, from the onset on', () => {
    for (const seed of SEEDS) {
      const { series, truth } = dayOf('open_circuit', seed);
      const normal = dayOf('normal', seed).series;
      if (truth.limitPowerW !== null) continue;
      const open = (truth.parameters.strings as number[]).length;
      const bright = (slot: number) => slot > (truth.onsetSlot ?? 0) && (skyOf(seed).poaIrradiance[slot] ?? 0) > 200;
      const part = (channel: 'voltage' | 'current') => {
        const total = (day: ArraySeries) => sum(day, (_v, _i, slot) => (bright(slot) ? (day[channel][slot] ?? 0) : 0));
        return total(series) / total(normal);
      };
      expect(Math.abs(part('current') - (3 - open) / 3), seed).toBeLessThan(0.02);
      expect(Math.abs(part('voltage') - 1), seed).toBeLessThan(0.02);
    }
  });

  it('changes V and I of the same day under a line-ground fault', () => {
    for (const seed of SEEDS) {
      const { series, truth } = dayOf('line_ground', seed);
      const normal = dayOf('normal', seed).series;
      const lit = (slot: number) => slot > (truth.onsetSlot ?? 0) && (skyOf(seed).poaIrradiance[slot] ?? 0) > 100;
      const mean = (day: ArraySeries, channel: 'voltage' | 'current') =>
        sum(day, (_v, _i, slot) => (lit(slot) ? (day[channel][slot] ?? Number.NaN) : 0));
      expect(mean(series, 'voltage') / mean(normal, 'voltage'), seed).toBeLessThan(0.999);
      expect(mean(series, 'current') / mean(normal, 'current'), seed).toBeLessThan(0.999);
    }
  });

  it('varies at least three times as much in power under an arc as the same steady day without one', () => {
    let days = 0;
    for (const seed of SEEDS.slice(0, 8)) {
      const weather = createWeatherDay({ seed, regime: 'clear' });
      const { series, truth } = simulateArrayDay({ seed, condition: 'arc_fault', weather });
      if (truth.failures.outage !== null) continue;
      const normal = simulateArrayDay({ seed, condition: 'normal', weather }).series;
      const lit = (slot: number) => slot > (truth.onsetSlot ?? 0) && (weather.poaIrradiance[slot] ?? 0) > 100;
      const powerAt = (day: ArraySeries, slot: number) => (day.voltage[slot] ?? 0) * (day.current[slot] ?? 0);
      const roughness = (day: ArraySeries) =>
        sum(day, (_v, _i, slot) => (lit(slot) ? (powerAt(day, slot) - powerAt(day, slot - 1)) ** 2 : 0));
      expect(roughness(series), seed).toBeGreaterThan(3 * roughness(normal));
      days++;
    }
    expect(days).toBeGreaterThan(4);
  });

  it('keeps an array as it is from day to day when given its own seed', () => {
    const truths = SEEDS.slice(0, 4).map(
      (seed) => simulateArrayDay({ seed, arraySeed: 'A1', condition: 'normal', weather: skyOf(seed) }).truth,
    );
    expect(new Set(truths.map(({ soiling }) => soiling)).size).toBe(1);
    const other = simulateArrayDay({ seed: 'day 0', arraySeed: 'A2', condition: 'normal', weather: skyOf('day 0') });
    expect(other.truth.soiling).not.toBe(truths[0]?.soiling);
  });

  it.each(CONDITIONS)('works for other arrays, blocking diodes and all: %s', (condition) => {
    for (const shape of [
      { modulesInSeries: 2, strings: 1 },
      { modulesInSeries: 4, strings: 2 },
      { modulesInSeries: 8, strings: 4, blockingDiodes: true, module: SPR_E20_327 },
      { modulesInSeries: 12, strings: 4, blockingDiodes: true },
    ]) {
      const array = { ...DEFAULT_ARRAY, ...shape };
      const { series } = simulateArrayDay({ seed: 3, condition, weather: skyOf('day 3'), array });
      for (const channel of CHANNELS) {
        expect(series[channel].filter((value) => !Number.isFinite(value) && !Number.isNaN(value))).toHaveLength(0);
      }
      expect(Math.max(...series.voltage.filter((value) => !Number.isNaN(value)))).toBeLessThan(
        shape.modulesInSeries * 75,
      );
    }
  });

  it('refuses bad options by name', () => {
    const options: ArrayDayOptions = { seed: 1, condition: 'line_line', weather: skyOf('day 0') };
    const withArray = (changes: object) => () =>
      simulateArrayDay({ ...options, array: { ...DEFAULT_ARRAY, ...changes } });
    expect(withArray({ strings: 0 })).toThrow('array.strings must be an integer from 1 to 100, not 0');
    expect(withArray({ modulesInSeries: 2.5 })).toThrow(
      'array.modulesInSeries must be an integer from 1 to 60, not 2.5',
    );
    expect(withArray({ modulesInSeries: 1 })).toThrow('must be 2 or more for condition line_line, not 1');
    const dark = skyOf('day 0').poaIrradiance.slice();
    dark[77] = -5;
    const withWeather = (changes: Partial<WeatherDay>) => () =>
      simulateArrayDay({ ...options, weather: { ...options.weather, ...changes } });
    expect(withWeather({ poaIrradiance: dark })).toThrow('weather.poaIrradiance[77] must be 0 or more, not -5');
    expect(withWeather({ windSpeed: new Float64Array(3) })).toThrow('weather.windSpeed must hold 4320 values, not 3');
    expect(() => simulateArrayDay({ ...options, condition: 'hail' as Condition })).toThrow(
      /condition must be one of .* not hail/,
    );
    expect(() => simulateArrayDay({ ...options, seed: Number.NaN })).toThrow('seed must be a finite number or a text');
  });
});
