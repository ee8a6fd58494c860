import { describe, expect, it } from 'vitest';
import { SLOTS_PER_DAY } from '#domain/plant-day.ts';
import { completeSeries, SLOT_UNKNOWN, samplingOf } from '#models/operation/complete-series.ts';
import { fillCounts } from '#models/operation/fill-counts.ts';
import { estimatedTemperature } from '#models/operation/module-temperature.ts';
import { seriesForEnergy } from '#models/operation/series-for-energy.ts';
import { coverageOf, daylightWindow } from '#models/series/daylight.ts';
import { at, clearDay, operationOf, sampledEvery, without } from './array-days.ts';

const DAY = clearDay();
const COLD = without(DAY, () => true, ['temperature']);
const constant = (value: number) => new Float32Array(SLOTS_PER_DAY).fill(value);

describe('a module temperature that nobody measured', () => {
  it('is that of Faiman: 31.4 K above the air in 1000 W/m² and 1 m/s of wind, as pvlib has it', () => {
    expect(estimatedTemperature(constant(1000), constant(10))[at(12)]).toBeCloseTo(10 + 1000 / (25 + 6.84), 3);
    expect(estimatedTemperature(constant(0), constant(-5))[at(12)]).toBe(-5);
    expect(estimatedTemperature(constant(1000), null)[at(12)]).toBeCloseTo(20 + 31.41, 1);
  });

  it('follows a cloud as slowly as a module does: two thirds of the way in seven minutes', () => {
    const light = constant(1000).fill(0, at(12));
    const heat = estimatedTemperature(light, constant(20));
    expect(((heat[at(12) + 20] ?? 0) - 20) / 31.41).toBeCloseTo(Math.exp(-1), 1);
  });

  it('is estimated where the channel holds no value, by the air where there is one, and said', () => {
    const air = constant(Number.NaN).fill(5, at(6), at(7));
    const assumed = completeSeries(COLD);
    const known = completeSeries(COLD, air);
    expect([assumed?.temperatureFrom, known?.temperatureFrom]).toEqual(['assumed', 'air']);
    expect((assumed?.series.temperature[at(12)] ?? 0) - (known?.series.temperature[at(12)] ?? 0)).toBeCloseTo(15, 3);
    expect(completeSeries(COLD, constant(Number.NaN))?.temperatureFrom).toBe('assumed');
    expect(completeSeries(DAY, air)).toEqual(completeSeries(DAY));
    expect(completeSeries(DAY)?.temperatureFrom).toBe('measured');
  });

  it.each([20, 300])(
    'is missing in no slot of readings every %i s: coverage and counts are those of the others',
    (seconds) => {
      const [cold, warm] = [sampledEvery(COLD, seconds), sampledEvery(DAY, seconds)];
      expect(coverageOf(samplingOf(cold).covered, daylightWindow([cold.irradiance]))).toBe(1);
      expect(fillCounts(cold, completeSeries(cold))).toEqual(fillCounts(warm, completeSeries(warm)));
      expect(completeSeries(cold)?.known.includes(SLOT_UNKNOWN)).toBe(false);
    },
  );

  it('goes into the energy, and is in no series that was measured', () => {
    const energy = seriesForEnergy(COLD, operationOf(COLD));
    expect(energy.temperature.every(Number.isFinite)).toBe(true);
    expect(energy.voltage).toBe(COLD.voltage);
    expect(seriesForEnergy(DAY, operationOf(DAY))).toBe(DAY);
    expect(COLD.temperature.some(Number.isFinite)).toBe(false);
  });
});
