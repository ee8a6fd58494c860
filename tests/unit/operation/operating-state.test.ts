import { describe, expect, it } from 'vitest';
import { completeSeries } from '#models/operation/complete-series.ts';
import {
  countState,
  DARK,
  LIMITED,
  OFF,
  RUNNING,
  SWEEP,
  stretchesOf,
  UNKNOWN,
} from '#models/operation/operating-state.ts';
import { CS6U_330P } from '#models/photovoltaic/module-parameters.ts';
import { simulateArrayDay } from '#models/photovoltaic/simulate-array-day.ts';
import {
  currentAtVoltage,
  type DiodeParameters,
  diodeParameters,
  maximumPowerPoint,
  openCircuitVoltage,
} from '#models/photovoltaic/single-diode.ts';
import { createWeatherDay } from '#models/photovoltaic/weather.ts';
import { cutSeries } from '#models/series/cut-series.ts';
import { at, clearDay, clearLight, limitedPoint, operationOf, STC_POINT, sampledEvery } from './array-days.ts';

const statesOf = (series: Parameters<typeof operationOf>[0]) => operationOf(series).states;
const powerAt = (slot: number) =>
  maximumPowerPoint(diodeParameters(CS6U_330P, clearLight(slot), 15 + 0.03 * clearLight(slot))).power;

describe('a healthy day', () => {
  it('is dark at night and runs by day', () => {
    const states = statesOf(clearDay());
    states.forEach((state, slot) => {
      expect(state).toBe(clearLight(slot) > 50 ? RUNNING : DARK);
    });
  });

  it.each(['clear', 'scattered', 'broken', 'overcast'] as const)(
    'under a sky that is %s is neither limited nor off',
    (regime) => {
      const weather = createWeatherDay({ seed: 'states', regime });
      const { series } = simulateArrayDay({ seed: 'states', condition: 'normal', weather, withLoss: false });
      const states = statesOf(series);
      expect(countState(states, LIMITED)).toBe(0);
      expect(countState(states, OFF)).toBe(0);
    },
  );

  it.each([
    ['an open string', (value: number) => (value * 2) / 3, (value: number) => value],
    ['a voltage a tenth low', (value: number) => value, (value: number) => value * 0.9],
    ['all strings at a third of the light', (value: number) => value / 3, (value: number) => value],
  ])('of an array with %s is not mistaken for a limit', (_, current, voltage) => {
    const series = clearDay();
    const states = statesOf({ ...series, current: series.current.map(current), voltage: series.voltage.map(voltage) });
    expect(countState(states, LIMITED)).toBe(0);
  });
});

describe('a limit of 60 % of the power', () => {
  const cap = 0.6 * STC_POINT.power;
  const day = clearDay({ pointOf: (p) => limitedPoint(p, cap) });

  it('is found where it holds, and nowhere else', () => {
    statesOf(day).forEach((state, slot) => {
      if (clearLight(slot) <= 50) return;
      if (powerAt(slot) > 1.1 * cap) expect(state, `${slot}`).toBe(LIMITED);
      if (powerAt(slot) < cap) expect(state, `${slot}`).toBe(RUNNING);
    });
  });

  it('is found in readings of 5 minutes', () => {
    const states = statesOf(sampledEvery(day, 300));
    expect(countState(states, LIMITED)).toBeGreaterThan(0.9 * countState(statesOf(day), LIMITED));
  });

  it('is found for an array whose dirt takes a tenth of the light', () => {
    const states = statesOf(clearDay({ pointOf: (p) => limitedPoint(p, cap), through: 0.9 }));
    states.forEach((state, slot) => {
      if (powerAt(slot) * 0.9 > 1.15 * cap) expect(state, `${slot}`).toBe(LIMITED);
      if (clearLight(slot) > 50 && powerAt(slot) * 0.9 < cap) expect(state, `${slot}`).toBe(RUNNING);
    });
  });
});

describe('a limit of 15 % of the power that swings', () => {
  // Near the open circuit a small step of voltage halves the current: every fifth reading is such a dip.
  const held = (p: DiodeParameters, slot: number) => limitedPoint(p, (slot % 5 === 0 ? 0.075 : 0.15) * STC_POINT.power);
  const midday = (states: Uint8Array, state: number) => countState(states.subarray(at(9), at(15)), state);

  it('is a limit in its dips, too, and no sweep', () => {
    const states = statesOf(clearDay({ pointOf: held }));
    expect(midday(states, LIMITED)).toBe(at(6));
  });

  it('leaves a look at the short circuit a sweep', () => {
    const look = at(12) + 2;
    const shorted = (p: DiodeParameters) => ({ voltage: 0, current: currentAtVoltage(p, 0) });
    const pointOf = (p: DiodeParameters, slot: number) => (slot === look ? shorted(p) : held(p, slot));
    const states = statesOf(clearDay({ pointOf }));
    expect(states[look]).toBe(SWEEP);
    expect(midday(states, SWEEP)).toBe(1);
  });
});

describe('an outage from 12:00 to 13:00', () => {
  const openVoltage = (p: DiodeParameters) => ({ voltage: openCircuitVoltage(p), current: 0 });
  it.each([
    ['at 0 V', () => ({ voltage: 0, current: 0 })],
    ['at the open-circuit voltage', openVoltage],
  ])('%s is off from its first slot to its last, and a minute around', (_, outage) => {
    const pointOf = (p: DiodeParameters, slot: number) =>
      slot >= at(12) && slot < at(13) ? outage(p) : maximumPowerPoint(p);
    const states = statesOf(clearDay({ pointOf }));
    expect(stretchesOf(states, OFF)).toEqual([[at(12) - 3, at(13) + 3]]);
    expect(countState(states, LIMITED)).toBe(0);
    expect(countState(states, SWEEP)).toBe(0);
  });
});

describe("a tracker's look at the curve", () => {
  const dips = [at(9), at(11) + 7, at(14) + 90];
  const towardsShort = (p: DiodeParameters) => {
    const voltage = 0.4 * maximumPowerPoint(p).voltage;
    return { voltage, current: currentAtVoltage(p, voltage) };
  };
  it.each([
    ['at less than half the voltage', towardsShort],
    ['at the short circuit', (p: DiodeParameters) => ({ voltage: 0, current: currentAtVoltage(p, 0) })],
    ['at the open circuit', (p: DiodeParameters) => ({ voltage: openCircuitVoltage(p), current: 0 })],
  ])('caught %s in single slots is a sweep in these, and nothing else', (_, dip) => {
    const pointOf = (p: DiodeParameters, slot: number) => (dips.includes(slot) ? dip(p) : maximumPowerPoint(p));
    const states = statesOf(clearDay({ pointOf }));
    expect(stretchesOf(states, SWEEP)).toEqual(dips.map((slot) => [slot, slot + 1]));
    expect(countState(states, OFF)).toBe(0);
  });

  it('is none where the light dips with the power: a small cloud passed', () => {
    const part = (slot: number) => (dips.includes(slot) ? 0.4 : 1);
    const { voltage, current, irradiance, temperature } = clearDay();
    const dimmed = (values: Float32Array) => values.map((value, slot) => value * part(slot));
    const states = statesOf({ voltage, temperature, current: dimmed(current), irradiance: dimmed(irradiance) });
    expect(countState(states, SWEEP)).toBe(0);
    for (const slot of dips) expect(states[slot]).toBe(RUNNING);
  });

  it('is not seen in readings of a minute or more, where a dip is a change of power', () => {
    const series = clearDay({ pointOf: (p, slot) => (dips.includes(slot) ? towardsShort(p) : maximumPowerPoint(p)) });
    expect(countState(statesOf(sampledEvery(series, 60)), SWEEP)).toBe(0);
  });
});

it('what comes after the end of a day that is not over is unknown', () => {
  const states = statesOf(cutSeries(clearDay(), at(14)));
  expect(stretchesOf(states, UNKNOWN)).toEqual([[at(14), 4320]]);
  expect(completeSeries(cutSeries(clearDay(), at(14)))?.known[at(14) - 1]).not.toBe(0);
});

it('stretches are those of at least the asked length', () => {
  const states = Uint8Array.from([1, 1, 0, 1, 0, 0, 1, 1, 1]);
  expect(stretchesOf(states, 1)).toEqual([
    [0, 2],
    [3, 4],
    [6, 9],
  ]);
  expect(stretchesOf(states, 1, 3)).toEqual([[6, 9]]);
});
