import { describe, expect, it } from 'vitest';
import type { Condition } from '#domain/conditions.ts';
import { DEFAULT_NAMEPLATE, nameplateOf } from '#domain/nameplate.ts';
import { arrayEnergyOf, expectedPower } from '#models/photovoltaic/array-energy.ts';
import { goodSlots } from '#models/photovoltaic/good-slots.ts';
import { simulateArrayDay } from '#models/photovoltaic/simulate-array-day.ts';
import { createWeatherDay } from '#models/photovoltaic/weather.ts';
import { emptySeries } from '#models/series/series-grid.ts';

// Other seeds than those the standing losses were fitted on.
function simulated(seed: string, condition: Condition) {
  const { series, truth } = simulateArrayDay({ seed, condition, weather: createWeatherDay({ seed }) });
  const energy = arrayEnergyOf(series, DEFAULT_NAMEPLATE);
  if (!energy) throw new Error(`${seed} has no good slot`);
  return { energy, truth, lossPart: energy.lossKwh / energy.expectedKwh };
}

/** 700 W/m², 40 °C from 06:00 to 18:00, and readings that differ from slot to slot as live sensors' do. */
function steadyDay(current: number) {
  const series = emptySeries();
  for (let slot = 0; slot < 4320; slot++) {
    const lit = slot >= 1080 && slot < 3240;
    series.voltage[slot] = 180;
    series.current[slot] = lit ? current : 0;
    series.temperature[slot] = 40 + (slot % 2) / 10;
    series.irradiance[slot] = lit ? 700 + (slot % 3) : -2;
  }
  return series;
}

describe('the loss of healthy simulated array-days', () => {
  const days = Array.from({ length: 100 }, (_, index) => simulated(`healthy ${index}`, 'normal'));
  const undisturbed = days.filter(
    ({ truth }) => truth.limitPowerW === null && !truth.failures.outage && !truth.failures.thermometer,
  );

  it('is zero on average within 1 % of the expected energy, with a spread of less than 4 %', () => {
    const parts = undisturbed.map(({ lossPart }) => lossPart);
    const mean = parts.reduce((sum, part) => sum + part, 0) / parts.length;
    const sd = Math.sqrt(parts.reduce((sum, part) => sum + (part - mean) ** 2, 0) / parts.length);
    expect(parts.length).toBeGreaterThan(50);
    expect(Math.abs(mean)).toBeLessThan(0.01);
    expect(sd).toBeLessThan(0.04);
  });

  it('is within its stated uncertainty on nine of ten', () => {
    const within = undisturbed.filter(({ energy }) => Math.abs(energy.lossKwh) <= energy.uncertaintyKwh);
    expect(within.length / undisturbed.length).toBeGreaterThan(0.9);
  });

  it('shows what a converter that limits its power or stands still costs', () => {
    const limited = days.filter(({ truth }) => truth.limitPowerW !== null || truth.failures.outage);
    const mean = limited.reduce((sum, { lossPart }) => sum + lossPart, 0) / limited.length;
    expect(mean).toBeGreaterThan(0.01);
  });
});

describe('the loss of faulty simulated array-days', () => {
  it('is what the fault takes, within the uncertainty of nine of ten', () => {
    const days = (['line_line', 'line_ground', 'open_circuit'] as const).flatMap((condition) =>
      Array.from({ length: 12 }, (_, index) => simulated(`${condition} ${index}`, condition)),
    );
    const clean = days.filter(
      ({ truth }) => !truth.limitPowerW && !truth.failures.outage && !truth.failures.thermometer,
    );
    // The truth is what the fault costs at best: a converter that tracks badly or is below its start loses more.
    const above = clean.filter(
      ({ energy, truth }) => energy.lossKwh > truth.lossPart * energy.expectedKwh - energy.uncertaintyKwh,
    );
    expect(above.length / clean.length).toBeGreaterThan(0.9);
  });

  it('is a third for a string of three that is open from dawn', () => {
    const days = Array.from({ length: 40 }, (_, index) => simulated(`open ${index}`, 'open_circuit')).filter(
      ({ truth }) => Math.abs(truth.lossPart - 1 / 3) < 0.01 && truth.limitPowerW === null && !truth.failures.outage,
    );
    expect(days.length).toBeGreaterThan(3);
    for (const { energy } of days) {
      expect(Math.abs(energy.lossKwh - energy.expectedKwh / 3)).toBeLessThan(1.5 * energy.uncertaintyKwh);
    }
  });
});

describe('arrayEnergyOf', () => {
  it('sums power over the day', () => {
    const energy = arrayEnergyOf(steadyDay(10), DEFAULT_NAMEPLATE);
    expect(energy?.measuredKwh).toBeCloseTo((12 * 1800) / 1000, 6);
    expect(energy?.expectedKwh).toBeCloseTo((12 * expectedPower(DEFAULT_NAMEPLATE, 701, 40.05)) / 1000, 3);
    expect((energy?.expectedKwh ?? 0) - (energy?.measuredKwh ?? 0)).toBeCloseTo(energy?.lossKwh ?? Number.NaN, 9);
  });

  it('leaves out slots in which a channel is missing: hours that were not seen are no loss', () => {
    const series = steadyDay(10);
    series.current.fill(Number.NaN, 1080, 2160);
    expect(arrayEnergyOf(series, DEFAULT_NAMEPLATE)?.measuredKwh).toBeCloseTo((6 * 1800) / 1000, 6);
  });

  it('scales with the nameplate, its uncertainty too', () => {
    const series = steadyDay(0);
    const small = arrayEnergyOf(series, nameplateOf(5, 3));
    const large = arrayEnergyOf(series, nameplateOf(10, 6));
    expect((large?.expectedKwh ?? 0) / (small?.expectedKwh ?? 1)).toBeCloseTo(4, 6);
    expect((large?.uncertaintyKwh ?? 0) / (small?.uncertaintyKwh ?? 1)).toBeCloseTo(4, 6);
  });

  it('is null on a day without light and on one without readings', () => {
    const dark = steadyDay(0);
    dark.irradiance.fill(-2);
    expect(arrayEnergyOf(dark, DEFAULT_NAMEPLATE)).toBeNull();
    expect(arrayEnergyOf(emptySeries(), DEFAULT_NAMEPLATE)).toBeNull();
  });
});

describe('goodSlots', () => {
  const count = (good: Uint8Array) => good.reduce((sum, flag) => sum + flag, 0);

  it('are those by day with all four channels', () => {
    expect(count(goodSlots(steadyDay(10)))).toBe(2160);
  });

  it.each(['temperature', 'irradiance'] as const)('leave out 30 minutes or more of a stuck sensor: %s', (channel) => {
    const series = steadyDay(10);
    series[channel].fill(33, 1500, 1590);
    series[channel].fill(34, 2000, 2089);
    series[channel].fill(Number.NaN, 1520, 1525);
    expect(count(goodSlots(series))).toBe(2160 - 90);
  });
});
