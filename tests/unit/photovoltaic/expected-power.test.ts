import { describe, expect, it } from 'vitest';
import { DEFAULT_NAMEPLATE } from '#domain/nameplate.ts';
import { exactPowerPart, nameplatePower, powerPart } from '#models/photovoltaic/expected-power.ts';
import { SPR_E20_327 } from '#models/photovoltaic/module-parameters.ts';
import { diodeParameters, maximumPowerPoint } from '#models/photovoltaic/single-diode.ts';
import { MODEL_SPREAD } from '#models/photovoltaic/standing-losses.ts';

const points = Array.from({ length: 41 }, (_, i) => 1.3 + 41 * i).flatMap((irradiance) =>
  Array.from({ length: 30 }, (_, j) => ({ irradiance, temperature: -44 + 5.1 * j })),
);

describe('powerPart', () => {
  it('is within 0.00005 of the equations over all light and heat, and within 0.05 % by day', () => {
    for (const { irradiance, temperature } of points) {
      const exact = exactPowerPart(irradiance, temperature);
      const error = Math.abs(powerPart(irradiance, temperature) - exact);
      expect(error).toBeLessThan(0.00005);
      if (irradiance > 20) expect(error / exact).toBeLessThan(0.0005);
    }
  });

  it('is 1 at standard test conditions, 0 in the dark, and held beyond its ends', () => {
    expect(powerPart(1000, 25)).toBeCloseTo(1, 4);
    expect(powerPart(0, 25)).toBe(0);
    expect(powerPart(-5, 25)).toBe(0);
    expect(powerPart(5000, 25)).toBe(powerPart(1700, 25));
    expect(powerPart(800, 400)).toBe(powerPart(800, 110));
    expect(powerPart(800, -99)).toBe(powerPart(800, -45));
  });

  it('is the shape of another crystalline module too, within two standard deviations of what is stated, where most energy is made', () => {
    const power = (irradiance: number, temperature: number) =>
      maximumPowerPoint(diodeParameters(SPR_E20_327, irradiance, temperature)).power;
    for (const irradiance of [700, 800, 900, 1000]) {
      for (const temperature of [0, 25, 45, 60]) {
        const other = power(irradiance, temperature) / power(1000, 25);
        expect(Math.abs(powerPart(irradiance, temperature) / other - 1)).toBeLessThan(2 * MODEL_SPREAD);
      }
    }
  });
});

describe('nameplatePower', () => {
  it('is the nameplate power at standard test conditions', () => {
    const stc = DEFAULT_NAMEPLATE.vMp * DEFAULT_NAMEPLATE.iMp;
    expect(nameplatePower(DEFAULT_NAMEPLATE, 1000, 25) / stc).toBeCloseTo(1, 4);
  });
});
