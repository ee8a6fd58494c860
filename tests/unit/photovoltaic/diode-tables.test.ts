import { describe, expect, it } from 'vitest';
import { moduleTablesOf } from '#models/photovoltaic/diode-tables.ts';
import { CS6U_330P, SPR_E20_327 } from '#models/photovoltaic/module-parameters.ts';
import { createRandom } from '#models/photovoltaic/random.ts';
import { diodeParameters, maximumPowerPoint } from '#models/photovoltaic/single-diode.ts';

const random = createRandom('tables');
/** From 20 W/m² on, and from the coldest morning to the hottest noon. */
const WEATHER = Array.from({ length: 300 }, () => [random.uniform(20, 1700), random.uniform(-45, 110)] as const);

describe.each([CS6U_330P, SPR_E20_327])('the tables of $name', (module) => {
  const tables = moduleTablesOf(module);
  const stc = maximumPowerPoint(diodeParameters(module, 1000, 25));

  it('give the maximum power point within 0.0005 of its value at STC', () => {
    for (const [light, heat] of WEATHER) {
      const { voltage, current } = maximumPowerPoint(diodeParameters(module, light, heat));
      const where = `${light} W/m², ${heat} °C`;
      expect(Math.abs(tables.voltagePart(light, heat) - voltage / stc.voltage), where).toBeLessThan(5e-4);
      expect(Math.abs(tables.currentPart(light, heat) - current / stc.current), where).toBeLessThan(5e-4);
    }
  });

  it('give the saturation current within half a per cent', () => {
    for (const [, heat] of WEATHER) {
      const { iO } = diodeParameters(module, 1000, heat);
      expect(Math.abs(tables.saturationCurrent(heat) / iO - 1)).toBeLessThan(0.005);
    }
  });

  it('are held, not extrapolated, beyond their edges', () => {
    expect(tables.voltagePart(5000, 25)).toBe(tables.voltagePart(1700, 25));
    expect(tables.currentPart(0, 25)).toBe(tables.currentPart(5, 25));
    expect(tables.voltagePart(1000, -100)).toBe(tables.voltagePart(1000, -45));
    expect(tables.voltagePart(1000, 300)).toBe(tables.voltagePart(1000, 110));
  });
});

it('are made once per module, also for a copy of its parameters', () => {
  expect(moduleTablesOf({ ...CS6U_330P })).toBe(moduleTablesOf(CS6U_330P));
  expect(moduleTablesOf(SPR_E20_327)).not.toBe(moduleTablesOf(CS6U_330P));
});
