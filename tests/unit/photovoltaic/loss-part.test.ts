import { describe, expect, it } from 'vitest';
import { CONDITIONS } from '#domain/conditions.ts';
import { createArrayCircuit } from '#models/photovoltaic/array-circuit.ts';
import { type ArrayState, HEALTHY } from '#models/photovoltaic/array-state.ts';
import { lossPartOf } from '#models/photovoltaic/loss-part.ts';
import { simulateArrayDay } from '#models/photovoltaic/simulate-array-day.ts';
import { createWeatherDay } from '#models/photovoltaic/weather.ts';
import { bestPoint, idealArray } from './arrays.ts';

const array = idealArray();
const steady = {
  circuit: createArrayCircuit(array),
  highestVoltage: 1.3 * array.stc.openCircuitVoltage,
  irradiance: new Float64Array(4320).fill(700, 1080, 3240),
  cellTemperature: new Float64Array(4320).fill(40),
};

describe('lossPartOf', () => {
  it.each<ArrayState>([
    { kind: 'open', strings: [1] },
    { kind: 'shunt', string: 0, from: 1, to: 3, resistance: 0.1 },
    { kind: 'ground', string: 2, node: 4, resistance: 8 },
    { kind: 'arc', string: 0, voltage: 30, trackedVoltage: 10 },
  ])('is what the maximum power loses, within 0.001, in steady light: $kind', (state) => {
    const lossPart = lossPartOf({ ...steady, onsetSlot: 0, stateAt: () => state });
    const part = bestPoint(array, 700, 40, state).power / bestPoint(array, 700, 40, HEALTHY).power;
    expect(Math.abs(lossPart - (1 - part))).toBeLessThan(0.001);
  });

  it('is half of that for a fault of half the day, and 0 without one', () => {
    const stateAt = (): ArrayState => ({ kind: 'open', strings: [1] });
    const whole = lossPartOf({ ...steady, onsetSlot: 0, stateAt });
    expect(lossPartOf({ ...steady, onsetSlot: 2160, stateAt }) / whole).toBeCloseTo(0.5, 2);
    expect(lossPartOf({ ...steady, onsetSlot: null, stateAt })).toBe(0);
    expect(lossPartOf({ ...steady, onsetSlot: 0, stateAt: () => HEALTHY })).toBe(0);
  });

  it('is 0 on a day without light', () => {
    const dark = { ...steady, irradiance: new Float64Array(4320) };
    expect(lossPartOf({ ...dark, onsetSlot: 0, stateAt: () => ({ kind: 'open', strings: [0] }) })).toBe(0);
  });
});

describe('the truth of a simulated day', () => {
  it.each(CONDITIONS)('names its sky and how much of the energy the fault takes: %s', (condition) => {
    for (const regime of ['clear', 'overcast'] as const) {
      const weather = createWeatherDay({ seed: `loss ${regime}`, regime });
      const { truth } = simulateArrayDay({ seed: 'loss', condition, weather });
      expect(truth.sky).toBe(regime);
      expect(truth.lossPart).toBeLessThan(0.9);
      if (condition === 'normal') expect(truth.lossPart).toBe(0);
      else expect(truth.lossPart).toBeGreaterThan(0);
    }
  });

  it('says that a ground fault of a floating array takes nothing, and its readings say so too', () => {
    const weather = createWeatherDay({ seed: 'floating' });
    const floating = { ...array.spec, grounding: 'floating' as const };
    const faulty = simulateArrayDay({ seed: 'floating', condition: 'line_ground', weather, array: floating });
    const normal = simulateArrayDay({ seed: 'floating', condition: 'normal', weather, array: floating });
    expect(faulty.truth.lossPart).toBe(0);
    expect(faulty.truth.onsetSlot).not.toBeNull();
    expect(faulty.series).toEqual(normal.series);
  });
});
