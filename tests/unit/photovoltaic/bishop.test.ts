import { describe, expect, it } from 'vitest';
import { bypassed, reverseCellVoltage } from '#models/photovoltaic/bishop.ts';

describe('reverse bias', () => {
  it.each([0.01, 0.5, 3, 10, 40, 200])("satisfies Bishop's equation at a drive of %s V", (drive) => {
    const v = reverseCellVoltage(drive);
    expect(v * (1 + 2e-3 * (1 - v / 5.5) ** -3.28)).toBeCloseTo(drive, drive < 1 ? 4 : 1);
  });

  it('is 0 without excess current, follows the shunt at first and never passes the breakdown voltage', () => {
    expect(reverseCellVoltage(0)).toBeCloseTo(0, 12);
    expect(reverseCellVoltage(1)).toBeGreaterThan(0.98);
    expect(reverseCellVoltage(1)).toBeLessThan(1);
    expect(reverseCellVoltage(1e5)).toBeGreaterThan(5.4);
    expect(reverseCellVoltage(1e9)).toBeLessThan(5.5);
  });

  it('is held at -0.5 V by the bypass diode of the substring', () => {
    expect(bypassed(-30)).toBe(-0.5);
    expect(bypassed(11.3)).toBe(11.3);
  });
});
