import { describe, expect, it } from 'vitest';
import { bridgedPairTable } from '#jobs/lab/evaluate/field/bridged-pair.ts';
import { diodeAt, keyPoints, voltageAt } from '#jobs/lab/evaluate/field/diode.ts';
import { CS6U_330P } from '#jobs/lab/evaluate/field/module-type.ts';
import { openCircuitVoltage, stringCurve } from '#jobs/lab/evaluate/field/string-curve.ts';
import { POINTS, SPAN } from '#jobs/lab/evaluate/field/voltage-table.ts';
import { branchOf, LIT, maximumOf, openVoltageOf, STRING, together } from './curves.ts';

const healthy = () => branchOf(LIT);
const array = () => together(healthy(), healthy(), healthy());
const module = keyPoints(diodeAt(CS6U_330P, 800, 40));

describe('a healthy array of the field', () => {
  it('gives five modules of voltage and three strings of current at its maximum: power within 0.5 %', () => {
    const { volts, amps } = maximumOf(array());
    expect(Math.abs(volts / (5 * module.vMp) - 1)).toBeLessThan(0.01);
    expect(Math.abs((volts * amps) / (15 * module.vMp * module.iMp) - 1)).toBeLessThan(0.005);
  });

  it('takes current back, as a module does, above its open-circuit voltage', () => {
    const volts = 5 * module.vOc + 12;
    const back = healthy().current(volts);
    expect(back).toBeLessThan(-1);
    expect(Math.abs((5 * voltageAt(diodeAt(CS6U_330P, 800, 40), back)) / volts - 1)).toBeLessThan(0.005);
  });
});

describe('faults of the field', () => {
  it('an open string takes a third of the current and leaves the voltage', () => {
    const [all, two] = [maximumOf(array()), maximumOf(together(healthy(), healthy()))];
    expect(two.amps / all.amps).toBeCloseTo(2 / 3, 3);
    expect(two.volts / all.volts).toBeCloseTo(1, 3);
  });

  it.each([1, 2, 3])('a dead short over %i modules takes as many open-circuit voltages from its string', (modules) => {
    const short = branchOf({ ...LIT, path: { modules, ohm: 0 } });
    const lost = openVoltageOf(together(healthy())) - openVoltageOf(together(short));
    expect(Math.abs(lost - modules * module.vOc)).toBeLessThan(0.05 * module.vOc);
  });

  it('a path to earth lowers voltage and current of the array, the more the better it conducts', () => {
    const [all, wet, dry] = [array(), 5, 20].map((ohm) =>
      typeof ohm === 'number'
        ? maximumOf(together(branchOf({ ...LIT, path: { modules: 3, ohm } }), healthy(), healthy()))
        : maximumOf(ohm),
    );
    expect(wet?.volts).toBeLessThan(0.95 * (all?.volts ?? 0));
    expect(wet?.amps).toBeLessThan(0.95 * (all?.amps ?? 0));
    const power = (point = { volts: 0, amps: 0 }) => point.volts * point.amps;
    expect(power(wet)).toBeLessThan(power(dry));
    expect(power(dry)).toBeLessThan(power(all));
  });

  it('both nodes of a bridge between strings keep Kirchhoff: a path that carries nothing changes nothing', () => {
    const openV = openCircuitVoltage(STRING, 800, 40);
    const apart = bridgedPairTable(STRING, { below: [1, 3], ohm: 1e9 }, 800, 40, openV);
    const single = healthy();
    for (let point = 1; point < POINTS; point += 6) {
      const volts = (point / (POINTS - 1)) * SPAN * openV;
      if (volts < openV) expect(Math.abs((apart[point] ?? 0) - 2 * single.current(volts))).toBeLessThan(0.06);
    }
  });

  it.each([
    [[1, 2], 1],
    [[3, 1], 2],
    [[1, 4], 3],
  ] as const)('a bridge between nodes %j loses the voltage of a mismatch of %i modules', (below, mismatch) => {
    const pair = maximumOf(together(branchOf({ below, ohm: 0 }), healthy()));
    const lost = 1 - pair.volts / maximumOf(array()).volts;
    expect(lost).toBeGreaterThan(0.12 * mismatch);
    expect(lost).toBeLessThan(0.22 * mismatch);
  });
});

describe('shade in the field', () => {
  it('two thirds of a module in the shade: 176 V fall to 154 V within 2 %, the current stays', () => {
    const [lit, dark] = [healthy(), branchOf({ shadedSubstrings: 2, shadedShare: 1 })].map((one) =>
      maximumOf(together(one)),
    );
    expect(Math.abs((dark?.volts ?? 0) / (lit?.volts ?? 1) - 154 / 176)).toBeLessThan(0.02);
    expect(Math.abs((dark?.amps ?? 0) / (lit?.amps ?? 1) - 1)).toBeLessThan(0.02);
  });

  it('a third of a module along one substring, or across all three, spans the measured V x 0.86..0.90', () => {
    const all = maximumOf(array()).volts;
    const along =
      maximumOf(together(branchOf({ shadedSubstrings: 1, shadedShare: 1 }))).volts /
      maximumOf(together(healthy())).volts;
    const across =
      maximumOf(together(branchOf({ shadedSubstrings: 3, shadedShare: 1 / 3 }), healthy(), healthy())).volts / all;
    expect(along).toBeGreaterThan(0.9);
    expect(across).toBeLessThan(0.9);
    expect(across).toBeGreaterThan(0.84);
  });

  it('one dark cell breaks down at -5.5 V before the bypass diode opens; half of a substring in the dark opens it', () => {
    const [lit, one, half, all] = [0, 1 / 24, 0.5, 1].map(
      (shadedShare) =>
        maximumOf(together(branchOf(shadedShare > 0 ? { shadedSubstrings: 1, shadedShare } : LIT))).volts,
    );
    expect((lit ?? 0) - (one ?? 0)).toBeGreaterThan(4.5);
    expect((lit ?? 0) - (one ?? 0)).toBeLessThan(8);
    expect(Math.abs((half ?? 0) - (all ?? 0))).toBeLessThan(0.5);
  });

  it('below the current of its shaded cells a string is as if in the sun', () => {
    const dark = branchOf({ shadedSubstrings: 2, shadedShare: 1 }, 0.5);
    const amps = 0.3 * module.iSc;
    const curve = stringCurve(STRING, { shadedSubstrings: 2, shadedShare: 1 }, 800, 40, 0.5);
    const at = curve.current.findIndex((current) => current > amps);
    expect(curve.voltage[at]).toBeGreaterThan(0.95 * 5 * module.vOc);
    expect(dark.current(0.97 * 5 * module.vMp)).toBeGreaterThan(0.45 * module.iMp);
  });
});
