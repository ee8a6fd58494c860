import { describe, expect, it } from 'vitest';
import { addInSeries, type Curve, createCurve, currentOn, shuntCurve, slopeOn } from '#models/photovoltaic/curve.ts';

/** A source of a voltage behind a resistance: V = voltage - I * resistance, given at the currents. */
function source(voltage: number, resistance: number, currents: readonly number[]): Curve {
  const curve = createCurve(currents.length);
  currents.forEach((current, i) => {
    curve.current[i] = current;
    curve.voltage[i] = voltage - current * resistance;
  });
  curve.length = currents.length;
  return curve;
}

describe('curve', () => {
  it('reads between its points and goes on straight beyond its ends', () => {
    const curve = source(10, 2, [-1, 0, 3]);
    for (const voltage of [-4, 4, 5, 9, 10, 11, 12, 20]) {
      expect(currentOn(curve, voltage)).toBeCloseTo((10 - voltage) / 2, 12);
      expect(slopeOn(curve, voltage)).toBeCloseTo(-0.5, 12);
    }
  });

  it('adds voltages at equal current when in series, whatever points the two have', () => {
    const sum = createCurve(8);
    addInSeries(source(10, 2, [-1, 0.5, 3]), source(5, 1, [0, 0.5, 1, 7]), sum);
    expect(sum.length).toBe(6);
    for (const voltage of [-6, 0, 3, 14, 18]) expect(currentOn(sum, voltage)).toBeCloseTo((15 - voltage) / 3, 12);
  });

  it('loses to a resistor across it what Ohm asks', () => {
    const curve = source(12, 3, [-2, 0, 2, 5]);
    shuntCurve(curve, 6);
    // Thevenin: 12 V behind 3 ohm with 6 ohm across it is 8 V behind 2 ohm.
    for (const voltage of [1, 4, 8, 10]) expect(currentOn(curve, voltage)).toBeCloseTo((8 - voltage) / 2, 12);
  });
});
