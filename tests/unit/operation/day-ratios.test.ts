import { describe, expect, it } from 'vitest';
import { DEFAULT_NAMEPLATE } from '#domain/nameplate.ts';
import { deviationsAt, NAMEPLATE_REFERENCE } from '#models/operation/reference.ts';
import { SPR_E20_327 } from '#models/photovoltaic/module-parameters.ts';
import {
  currentAtVoltage,
  type DiodeParameters,
  diodeParameters,
  maximumPowerPoint,
  openCircuitVoltage,
} from '#models/photovoltaic/single-diode.ts';
import { at, clearDay, clearLight, limitedPoint, operationOf, STC_POINT } from './array-days.ts';

const LIT = Array.from({ length: 70 }, (_, index) => at(6.5) + 28 * index).filter((slot) => clearLight(slot) > 60);

const halfOpen = (p: DiodeParameters) => {
  const voltage = (maximumPowerPoint(p).voltage + openCircuitVoltage(p)) / 2;
  return { voltage, current: currentAtVoltage(p, voltage) };
};

describe('the photocurrent that a healthy array needs over the one that the light gives', () => {
  it.each([
    ['at its maximum', maximumPowerPoint],
    ['half-way to the open circuit', halfOpen],
    ['limited to half its power', (p: DiodeParameters) => limitedPoint(p, 0.5 * STC_POINT.power)],
    ['with a tenth of its current', (p: DiodeParameters) => limitedPoint(p, 0.1 * maximumPowerPoint(p).power)],
    ['with a voltage under its maximum', (p: DiodeParameters) => belowMaximum(p)],
  ])('is 1 %s, in all light and heat', (_, pointOf) => {
    const { ratios } = operationOf(clearDay({ pointOf }));
    for (const slot of LIT) expect(Math.abs((ratios.photocurrent[slot] ?? 0) - 1), `${slot}`).toBeLessThan(0.003);
  });

  it('is 1 for modules of another kind where the nameplate names them', () => {
    const stc = maximumPowerPoint(diodeParameters(SPR_E20_327, 1000, 25));
    const nameplate = { modulesInSeries: 4, strings: 2, vMp: 4 * stc.voltage, iMp: 2 * stc.current };
    const pointOf = (p: DiodeParameters, slot: number) => {
      // The day is drawn of default modules: their light and heat are those of the slot, their curve is not.
      const own = diodeParameters(SPR_E20_327, clearLight(slot), 15 + 0.03 * clearLight(slot));
      const { voltage, current } = halfOpen({ ...p, ...own });
      return {
        voltage: (voltage / stc.voltage) * STC_POINT.voltage,
        current: (current / stc.current) * STC_POINT.current,
      };
    };
    const series = clearDay({ pointOf, nameplate });
    const known = operationOf(series, { ...nameplate, module: SPR_E20_327 }).ratios.photocurrent;
    const unknown = operationOf(series, nameplate).ratios.photocurrent;
    for (const slot of LIT) expect(Math.abs((known[slot] ?? 0) - 1)).toBeLessThan(0.003);
    expect(Math.abs((unknown[at(12)] ?? 0) - 1)).toBeGreaterThan(0.02);
  });
});

function belowMaximum(p: DiodeParameters) {
  const voltage = 0.7 * maximumPowerPoint(p).voltage;
  return { voltage, current: currentAtVoltage(p, voltage) };
}

describe('a day against what its nameplate lets expect', () => {
  it('has ratios of voltage and current of 1 at the maximum', () => {
    const { ratios } = operationOf(clearDay());
    for (const slot of LIT) {
      expect(Math.abs((ratios.voltage[slot] ?? 0) - 1)).toBeLessThan(0.002);
      expect(Math.abs((ratios.current[slot] ?? 0) - 1)).toBeLessThan(0.005);
    }
  });

  it('loses one third of its photocurrent, and no voltage, with one string of three open', () => {
    const series = clearDay();
    const { ratios } = operationOf({ ...series, current: series.current.map((value) => (value * 2) / 3) });
    for (const slot of LIT.filter((lit) => clearLight(lit) > 150)) {
      const { photocurrent, voltage } = deviationsAt(ratios, NAMEPLATE_REFERENCE, slot);
      expect(Math.abs(photocurrent + 1 / 3)).toBeLessThan(0.02);
      expect(Math.abs(voltage)).toBeLessThan(0.002);
    }
  });

  it('counts nothing in the dark and all from 150 W/m² on', () => {
    const { weight } = operationOf(clearDay()).ratios;
    clearDay().irradiance.forEach((light, slot) => {
      if (light <= 50) expect(weight[slot]).toBe(0);
      else if (light >= 150) expect(weight[slot]).toBe(1);
      else expect(weight[slot]).toBeCloseTo((light - 50) / 100, 4);
    });
  });

  it('divides a deviation near the open circuit by how steep the curve is there: a per cent of voltage stays small', () => {
    const pointOf = (p: DiodeParameters) => limitedPoint(p, 0.1 * maximumPowerPoint(p).power);
    const series = clearDay({ pointOf });
    const { ratios } = operationOf({ ...series, voltage: series.voltage.map((value) => value * 1.01) });
    const raw = (ratios.photocurrent[at(12)] ?? 0) - 1;
    const { photocurrent } = deviationsAt(ratios, NAMEPLATE_REFERENCE, at(12));
    expect(raw).toBeGreaterThan(0.1);
    expect(Math.abs(photocurrent)).toBeLessThan(0.02);
  });

  it('stays finite whatever a sensor says', () => {
    for (const value of [-1e6, 0, 1e6]) {
      const series = clearDay();
      series.voltage.fill(value, at(9), at(10));
      series.current.fill(-value, at(11), at(13));
      series.temperature.fill(value, at(8), at(15));
      const { ratios } = operationOf(series, DEFAULT_NAMEPLATE);
      for (const table of Object.values(ratios)) expect(table.every(Number.isFinite)).toBe(true);
    }
  });
});
