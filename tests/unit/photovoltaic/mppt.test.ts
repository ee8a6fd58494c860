import { describe, expect, it } from 'vitest';
import type { BuiltArray, TrackerTraits } from '#models/photovoltaic/built-array.ts';
import { bestOfSweep, climb, createTracker } from '#models/photovoltaic/mppt.ts';
import { createRandom } from '#models/photovoltaic/random.ts';
import { idealArray } from './arrays.ts';

/** Power with a hill at 170 V (3,000 W) and a higher one at 110 V (3,400 W), a valley at 145 V between. */
const twoHills = (voltage: number) => Math.max(3000 - 1.2 * (voltage - 170) ** 2, 3400 - 1.5 * (voltage - 110) ** 2);
const oneHill = (voltage: number) => 3000 - 1.2 * (voltage - 170) ** 2;

function trackerOf(traits: Partial<TrackerTraits>) {
  const array: BuiltArray = idealArray();
  const quiet = {
    stepVoltage: 1,
    stepsPerSlot: 30,
    sweepSlots: null,
    limitPower: null,
    cutInVoltage: 140,
    startPower: 20,
  };
  return createTracker({ ...array, tracker: { ...quiet, ...traits } }, createRandom('tracker'));
}

describe('perturb and observe', () => {
  it('settles on the top of a hill it can reach', () => {
    expect(climb(oneHill, 190, 1, 30, 50, 250)).toBeCloseTo(170, 6);
    expect(climb(oneHill, 160, 1, 30, 50, 250)).toBeCloseTo(170, 6);
  });

  it('gets no further than its reach in one slot, and never outside the voltages it may hold', () => {
    expect(climb(oneHill, 100, 1, 10, 50, 250)).toBeLessThanOrEqual(111);
    expect(climb(oneHill, 100, 1, 100, 50, 150)).toBeLessThanOrEqual(150);
    expect(climb(twoHills, 150, 1, 100, 160, 250)).toBeCloseTo(170, 6);
  });

  it('stays on a local maximum although a higher one is there, until it sweeps', () => {
    expect(climb(twoHills, 172, 1, 100, 50, 250)).toBeCloseTo(170, 6);
    expect(Math.abs(bestOfSweep(twoHills, 50, 250) - 110)).toBeLessThan(5);
    const held = trackerOf({ cutInVoltage: 150 });
    const swept = trackerOf({ cutInVoltage: 150, sweepSlots: 20 });
    const [heldVoltages, sweptVoltages] = [held, swept].map((tracker) =>
      Array.from({ length: 60 }, () => tracker.follow(twoHills, 800) ?? 0),
    );
    expect(Math.min(...(heldVoltages ?? []).slice(5))).toBeGreaterThan(160);
    expect(Math.max(...(sweptVoltages ?? []).slice(45))).toBeLessThan(120);
  });

  it('walks a limit cycle of three voltages around the maximum', () => {
    const tracker = trackerOf({ stepVoltage: 0.8 });
    const voltages = Array.from({ length: 90 }, () => tracker.follow(oneHill, 800) ?? 0).slice(5);
    const steps = new Set(voltages.map((voltage) => Math.round((voltage - 170) / 0.8)));
    expect(steps).toEqual(new Set([-1, 0, 1]));
  });

  it('is carried off the maximum while the light rises quickly', () => {
    const spread = (growth: number) => {
      const tracker = trackerOf({ stepsPerSlot: 15, stepVoltage: 0.5 });
      let light = 100;
      const offsets = Array.from({ length: 40 }, () => {
        light *= growth;
        return Math.abs((tracker.follow(oneHill, light) ?? 0) - 170);
      });
      return offsets.slice(3).reduce((sum, offset) => sum + offset, 0) / 37;
    };
    expect(spread(1.1)).toBeGreaterThan(3 * spread(1));
  });

  it('starts only when its cut-in voltage carries power, and has to start again after a stop', () => {
    const tracker = trackerOf({ cutInVoltage: 140 });
    const weak = (voltage: number) => (voltage < 130 ? 500 : -50);
    expect(tracker.follow(weak, 300)).toBeNull();
    expect(tracker.follow(oneHill, 300)).not.toBeNull();
    tracker.stop();
    expect(tracker.follow(weak, 300)).toBeNull();
  });

  it('holds its limit of power above the maximum power voltage', () => {
    const tracker = trackerOf({ limitPower: 2000 });
    const voltage = tracker.follow(oneHill, 900) ?? 0;
    expect(voltage).toBeGreaterThan(170);
    expect(oneHill(voltage)).toBeCloseTo(2000, 0);
  });
});
