import { describe, expect, it } from 'vitest';
import { CS6U_330P, checkModuleParameters, MODULES } from '#models/photovoltaic/module-parameters.ts';
import {
  currentAtVoltage,
  diodeParameters,
  maximumPowerPoint,
  openCircuitVoltage,
  shortCircuitCurrent,
} from '#models/photovoltaic/single-diode.ts';
import { goldenModules } from './golden-single-diode.ts';

describe('single-diode model', () => {
  it.each(goldenModules)(
    'reaches Isc, Voc, Imp, Vmp and Pmp of $name within 1e-4 at all 72 points',
    ({ module, points }) => {
      const worst = { isc: 0, voc: 0, imp: 0, vmp: 0, pmp: 0 };
      for (const point of points) {
        const parameters = diodeParameters(module, point.irradiance, point.cellTemperature);
        const mpp = maximumPowerPoint(parameters);
        const found = {
          isc: shortCircuitCurrent(parameters),
          voc: openCircuitVoltage(parameters),
          imp: mpp.current,
          vmp: mpp.voltage,
          pmp: mpp.power,
        };
        for (const name of ['isc', 'voc', 'imp', 'vmp', 'pmp'] as const) {
          worst[name] = Math.max(worst[name], Math.abs(found[name] / point[name] - 1));
        }
      }
      for (const [name, error] of Object.entries(worst)) expect(error, name).toBeLessThan(1e-4);
    },
  );

  it.each(Object.values(MODULES))('has the reference parameters of $name', (module) => {
    expect(goldenModules.find(({ name }) => name === module.name)?.module).toEqual(module);
  });

  it('lies on one curve: current at Vmp is Imp, at Voc 0, and it falls with voltage', () => {
    const parameters = diodeParameters(CS6U_330P, 640, 41);
    const mpp = maximumPowerPoint(parameters);
    expect(currentAtVoltage(parameters, mpp.voltage)).toBeCloseTo(mpp.current, 9);
    expect(currentAtVoltage(parameters, openCircuitVoltage(parameters))).toBeCloseTo(0, 9);
    for (let v = 1; v < 50; v++) {
      expect(currentAtVoltage(parameters, v)).toBeLessThan(currentAtVoltage(parameters, v - 1));
    }
  });

  it('gives nothing in the dark', () => {
    const dark = diodeParameters(CS6U_330P, 0, 10);
    expect([shortCircuitCurrent(dark), openCircuitVoltage(dark), maximumPowerPoint(dark).power]).toEqual([0, 0, 0]);
  });

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('refuses an irradiance of %s by name', (irradiance) => {
    expect(() => diodeParameters(CS6U_330P, irradiance, 25)).toThrow(
      `irradiance must be 0 W/m² or more, not ${irradiance}`,
    );
  });

  it('refuses temperatures below absolute zero and modules that cannot be, by name', () => {
    expect(() => diodeParameters(CS6U_330P, 1000, -300)).toThrow('cellTemperature must be above -273.15 °C, not -300');
    expect(() => checkModuleParameters({ ...CS6U_330P, rS: -1 })).toThrow('module.rS must be 0 or more, not -1');
    expect(() => checkModuleParameters({ ...CS6U_330P, cellsInSeries: 70 })).toThrow(/module\.cellsInSeries .* not 70/);
  });
});
