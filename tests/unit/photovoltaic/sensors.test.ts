import { describe, expect, it } from 'vitest';
import { CHANNELS } from '#domain/channels.ts';
import { cutGaps, drawFailures } from '#models/photovoltaic/failures.ts';
import { createRandom } from '#models/photovoltaic/random.ts';
import { measure } from '#models/photovoltaic/sensors.ts';

const constant = (value: number) => new Float64Array(4320).fill(value);
const day = { voltage: constant(180), current: constant(20), temperature: constant(45), irradiance: constant(900) };
const traits = {
  voltageGain: 1.01,
  currentGain: 0.98,
  irradianceGain: 1.03,
  temperatureOffset: -1.5,
  voltageStep: 0.5,
};
const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
const deviation = (values: Float32Array) => Math.sqrt(mean(values.map((value) => value ** 2)) - mean(values) ** 2);

describe('measure', () => {
  const series = measure(day, traits, null, createRandom('sensors'));

  it('reports each channel with its gain or offset', () => {
    expect(mean(series.voltage)).toBeCloseTo(180 * 1.01, 1);
    expect(mean(series.current)).toBeCloseTo(20 * 0.98, 2);
    expect(mean(series.temperature)).toBeCloseTo(45 - 1.5, 1);
    // The pyranometer's thermal offset of about -2 W/m² comes on top.
    expect(Math.abs(mean(series.irradiance) - (900 * 1.03 - 2))).toBeLessThan(3);
  });

  it('adds noise of 0.1 % V, 0.2 % I, 0.3 % G and 0.1 K', () => {
    expect(deviation(series.voltage) / 181.8).toBeCloseTo(0.0013, 3);
    expect(deviation(series.current) / 19.6).toBeCloseTo(0.002, 3);
    expect(deviation(series.irradiance) / 927).toBeCloseTo(0.003, 3);
    expect(Math.abs(deviation(series.temperature) - 0.1)).toBeLessThan(0.02);
  });

  it('quantises to 0.5 V, 0.01 A, 0.1 K and 1 W/m²', () => {
    const offGrid = (values: Float32Array, step: number) =>
      Math.max(...values.map((value) => Math.abs(value / step - Math.round(value / step))));
    expect(offGrid(series.voltage, 0.5)).toBe(0);
    expect(offGrid(series.current, 0.01)).toBeLessThan(1e-3);
    expect(offGrid(series.temperature, 0.1)).toBeLessThan(1e-3);
    expect(offGrid(series.irradiance, 1)).toBe(0);
  });

  it('holds the reading of a stuck thermometer and lowers that of a shaded one, nothing else', () => {
    const failed = (kind: 'stuck' | 'shaded') =>
      measure(day, traits, { kind, from: 1000, to: 2000, shadowKelvin: 18 }, createRandom('sensors'));
    const stuck = failed('stuck');
    expect(new Set(stuck.temperature.subarray(1000, 2000)).size).toBe(1);
    expect(stuck.temperature.subarray(2000)).toEqual(series.temperature.subarray(2000));
    const shaded = failed('shaded');
    expect(mean(series.temperature) - mean(shaded.temperature.subarray(1000, 2000))).toBeCloseTo(18 * 0.9, 1);
    expect(shaded.voltage).toEqual(series.voltage);
  });
});

describe('failures', () => {
  it('stay within the day, lose at most a little over 5 % of readings, and outages last 10 to 60 minutes', () => {
    let outages = 0;
    let thermometers = 0;
    for (let index = 0; index < 400; index++) {
      const { outage, thermometer, gaps } = drawFailures(createRandom(`failures ${index}`), 1200, 3000);
      const lost = gaps.reduce((sum, { from, to }) => sum + to - from, 0);
      expect(lost).toBeLessThanOrEqual(0.05 * 4320 + 12);
      for (const { from, to } of gaps) expect(from >= 0 && to <= 4320 && from < to).toBe(true);
      if (thermometer) thermometers++;
      if (!outage) continue;
      outages++;
      expect(outage.to - outage.from).toBeGreaterThanOrEqual(30);
      expect(outage.to - outage.from).toBeLessThanOrEqual(180);
      expect(outage.from).toBeGreaterThanOrEqual(1200);
      expect(outage.to).toBeLessThanOrEqual(3000);
    }
    expect(Math.abs(outages / 400 - 0.08)).toBeLessThan(0.05);
    expect(Math.abs(thermometers / 400 - 0.08)).toBeLessThan(0.05);
  });

  it('lose whole readings: a gap is missing in all four channels', () => {
    const series = measure(day, traits, null, createRandom('gaps'));
    cutGaps(series, [{ from: 5, to: 9 }]);
    for (const channel of CHANNELS) {
      const missing = Array.from(series[channel]).flatMap((value, slot) => (Number.isNaN(value) ? [slot] : []));
      expect(missing).toEqual([5, 6, 7, 8]);
    }
  });
});
