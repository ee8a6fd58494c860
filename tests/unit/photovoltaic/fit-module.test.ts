import { describe, expect, it } from 'vitest';
import { fitModule } from '#models/photovoltaic/fit-module.ts';
import { CS6U_330P } from '#models/photovoltaic/module-parameters.ts';
import {
  currentAtVoltage,
  diodeParameters,
  maximumPowerPoint,
  openCircuitVoltage,
  shortCircuitCurrent,
} from '#models/photovoltaic/single-diode.ts';

const CS6U = { vMp: 37.2, iMp: 8.88, vOc: 45.6, iSc: 9.45, alphaSc: 0.00053 * 9.45, betaOc: -0.0031 * 45.6 };

describe('a module fitted to its datasheet', () => {
  it('goes through its three points, with its maximum where the sheet says', () => {
    const fitted = fitModule(CS6U);
    const curve = diodeParameters({ ...CS6U_330P, ...fitted }, 1000, 25);
    expect(shortCircuitCurrent(curve)).toBeCloseTo(CS6U.iSc, 6);
    expect(openCircuitVoltage(curve)).toBeCloseTo(CS6U.vOc, 6);
    expect(currentAtVoltage(curve, CS6U.vMp)).toBeCloseTo(CS6U.iMp, 6);
    expect(maximumPowerPoint(curve).voltage).toBeCloseTo(CS6U.vMp, 3);
  });

  it('loses open-circuit voltage with heat as the sheet says', () => {
    const warm = openCircuitVoltage(diodeParameters({ ...CS6U_330P, ...fitModule(CS6U) }, 1000, 27));
    expect((warm - CS6U.vOc) / 2).toBeCloseTo(CS6U.betaOc, 4);
  });

  it('is the default module from the default module’s sheet', () => {
    const fitted = fitModule(CS6U);
    expect(fitted?.aRef).toBeCloseTo(CS6U_330P.aRef, 2);
    expect(fitted?.rS).toBeCloseTo(CS6U_330P.rS, 2);
    expect(fitted?.iLRef).toBeCloseTo(CS6U_330P.iLRef, 3);
  });

  it.each([
    ['a maximum above the open circuit', { ...CS6U, vMp: 46 }],
    ['a fill factor that no module has', { ...CS6U, vMp: 45.5, iMp: 9.44 }],
  ])('is none for %s', (_, sheet) => {
    expect(fitModule(sheet)).toBeNull();
  });
});
