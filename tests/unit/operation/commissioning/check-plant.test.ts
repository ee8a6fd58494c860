import { describe, expect, it } from 'vitest';
import type { ArraySeries } from '#domain/channels.ts';
import { type Finding, findingSchema } from '#domain/commissioning.ts';
import { nameplateOf } from '#domain/nameplate.ts';
import { SLOTS_PER_DAY } from '#domain/plant-day.ts';
import { checkPlant } from '#models/operation/commissioning/check-plant.ts';
import { idOf, type Member, plantOf } from './plant.ts';

const FIVE = nameplateOf(5, 3);
const times = (values: Float32Array, factor: number) => values.map((value) => value * factor);
const brief = (findings: readonly Finding[]) => findings.map(({ kind, deviceIds }) => [kind, ...deviceIds].join(' '));
/** The findings of a plant whose array 3 is as given. */
const withThird = (member: Member, more: Parameters<typeof plantOf>[0] = {}) =>
  checkPlant(plantOf({ ...more, members: { ...more?.members, 3: member } }));
const reporting = (report: NonNullable<Member['report']>) => brief(withThird({ report }));

function shifted(values: Float32Array, slots: number): Float32Array {
  return values.map((_, slot) => values[(slot - slots + SLOTS_PER_DAY) % SLOTS_PER_DAY] as number);
}

function everyNth(series: ArraySeries, slots: number): ArraySeries {
  const keep = (values: Float32Array) => values.map((value, slot) => (slot % slots === 0 ? value : Number.NaN));
  return {
    voltage: keep(series.voltage),
    current: keep(series.current),
    temperature: keep(series.temperature),
    irradiance: keep(series.irradiance),
  };
}

describe('a plant that is as registered', () => {
  it('has no finding, on one day or on several, with few arrays or many, of one kind or of several', () => {
    expect(brief(checkPlant(plantOf()))).toEqual([]);
    expect(brief(checkPlant(plantOf({ days: 1 })))).toEqual([]);
    expect(brief(checkPlant(plantOf({ arrays: 2 })))).toEqual([]);
    const members = Object.fromEntries([1, 4, 7, 9].map((index) => [index, { truth: nameplateOf(7, 2) }]));
    expect(brief(checkPlant(plantOf({ members, arrays: 40 })))).toEqual([]);
  });

  it('has none of days without any reading', () => {
    const nothing = (series: ArraySeries) => ({ ...everyNth(series, SLOTS_PER_DAY + 1) });
    const silent = Object.fromEntries(Array.from({ length: 16 }, (_, index) => [index, { report: nothing }]));
    expect(checkPlant(plantOf({ members: silent }))).toEqual([]);
    expect(checkPlant(plantOf({ days: 0 }))).toEqual([]);
  });
});

describe('a nameplate that is off', () => {
  it.each([0.08, -0.08, 0.2, -0.2])(
    'by %f in V_mp is found, and the proposal is the truth within a hundredth',
    (off) => {
      const findings = withThird({ registered: { ...FIVE, vMp: FIVE.vMp * (1 + off) } });
      expect(brief(findings)).toEqual([`nameplate_voltage ${idOf(3)}`]);
      const [{ proposal } = { proposal: null }] = findings;
      if (proposal?.change !== 'nameplate') throw new Error('no other nameplate is proposed');
      expect(Math.abs((proposal.arrays[0]?.to.vMp ?? 0) / FIVE.vMp - 1)).toBeLessThan(0.01);
      expect(proposal.arrays[0]?.to.iMp).toBe(FIVE.iMp);
    },
  );

  it.each([0.12, -0.12, 0.2])('by %f in I_mp is found, and the proposal is the truth within what dirt takes', (off) => {
    const findings = withThird({ registered: { ...FIVE, iMp: FIVE.iMp * (1 + off) } });
    expect(brief(findings)).toEqual([`nameplate_current ${idOf(3)}`]);
    const [{ proposal } = { proposal: null }] = findings;
    if (proposal?.change !== 'nameplate') throw new Error('no other nameplate is proposed');
    expect(Math.abs((proposal.arrays[0]?.to.iMp ?? 0) / FIVE.iMp - 1)).toBeLessThan(0.035);
  });

  it('of all arrays is one finding of the plant', () => {
    const registered = { ...FIVE, vMp: FIVE.vMp * 1.1 };
    const members = Object.fromEntries(Array.from({ length: 16 }, (_, index) => [index, { truth: FIVE, registered }]));
    const findings = checkPlant(plantOf({ members }));
    expect(brief(findings)).toEqual(['nameplate_voltage']);
    expect(findings[0]?.proposal?.change === 'nameplate' && findings[0].proposal.arrays).toHaveLength(16);
  });

  it('is told from two arrays that stand in one another’s place', () => {
    const seven = nameplateOf(7, 2);
    const findings = withThird(
      { truth: seven, registered: FIVE },
      { members: { 4: { truth: FIVE, registered: seven } } },
    );
    expect(brief(findings)).toEqual([`swapped_arrays ${idOf(3)} ${idOf(4)}`]);
    expect(findings[0]?.proposal).toEqual({ change: 'exchange', deviceIds: [idOf(3), idOf(4)] });
  });
});

describe('a fault is no mistake of the registry', () => {
  it('an open string, on all days', () => {
    expect(reporting((series) => ({ ...series, current: times(series.current, 2 / 3) }))).toEqual([]);
  });

  it('modules that are bridged from the second day’s noon on', () => {
    const report = (series: ArraySeries, day: number) => ({
      ...series,
      voltage: series.voltage.map((value, slot) => (day > 0 && slot > SLOTS_PER_DAY / 2 ? 0.8 * value : value)),
    });
    expect(reporting(report)).toEqual([]);
  });

  it('a shadow through the afternoon', () => {
    const shadow = (value: number, slot: number) => (slot > SLOTS_PER_DAY / 2 ? 0.7 * value : value);
    expect(reporting((series) => ({ ...series, current: series.current.map(shadow) }))).toEqual([]);
  });
});

describe('readings that contradict what is registered', () => {
  it.each([
    ['kV', (series: ArraySeries) => ({ ...series, voltage: times(series.voltage, 0.001) })],
    ['°F', (series: ArraySeries) => ({ ...series, temperature: series.temperature.map((value) => 1.8 * value + 32) })],
    ['kW/m²', (series: ArraySeries) => ({ ...series, irradiance: times(series.irradiance, 0.001) })],
  ])('in %s are found as a unit', (_, report) => {
    expect(reporting(report)).toEqual([`units ${idOf(3)}`]);
  });

  it.each([
    ['mV', (series: ArraySeries) => ({ ...series, voltage: times(series.voltage, 1000) })],
    ['mA', (series: ArraySeries) => ({ ...series, current: times(series.current, 1000) })],
    ['K', (series: ArraySeries) => ({ ...series, temperature: series.temperature.map((value) => value + 273) })],
  ])('in %s are beyond the limits of their channel', (_, report) => {
    expect(reporting(report)).toEqual([`beyond_limits ${idOf(3)}`]);
  });

  it('all in °F are one finding of the plant, and no nameplate is doubted', () => {
    const report = (series: ArraySeries) => ({
      ...series,
      temperature: series.temperature.map((value) => 1.8 * value + 32),
    });
    const members = Object.fromEntries(Array.from({ length: 16 }, (_, index) => [index, { report }]));
    expect(brief(checkPlant(plantOf({ members })))).toEqual(['units']);
  });

  it('with voltage and current in one another’s column', () => {
    expect(reporting((series) => ({ ...series, voltage: series.current, current: series.voltage }))).toEqual([
      `swapped_channels ${idOf(3)}`,
    ]);
    const alike = { ...FIVE, vMp: 37.2, modulesInSeries: 1 };
    const report = (series: ArraySeries) => ({ ...series, voltage: series.current, current: series.voltage });
    expect(brief(withThird({ truth: alike, report }))).toEqual([`swapped_channels ${idOf(3)}`]);
  });

  it('stamped an hour late, or early, of one array', () => {
    for (const slots of [180, -180]) {
      const findings = withThird({
        report: (series) => ({
          voltage: shifted(series.voltage, slots),
          current: shifted(series.current, slots),
          temperature: shifted(series.temperature, slots),
          irradiance: shifted(series.irradiance, slots),
        }),
      });
      expect(brief(findings)).toEqual([`array_clock ${idOf(3)}`]);
      expect(findings[0]?.figures[0]?.value).toBe(slots / 3);
    }
  });

  it('with the sun an hour from where the UTC offset puts it', () => {
    expect(brief(checkPlant(plantOf({ noonShift: 60 })))).toEqual(['plant_clock']);
    expect(brief(checkPlant(plantOf({ noonShift: -60 })))).toEqual(['plant_clock']);
    expect(brief(checkPlant(plantOf({ noonShift: 30 })))).toEqual([]);
    // 7.5° west of the zone's meridian the sun is half an hour late, as it should be.
    expect(brief(checkPlant(plantOf({ noonShift: 30, longitude: 7.5 })))).toEqual([]);
    expect(brief(checkPlant(plantOf({ noonShift: 0, longitude: 7.5 })))).toEqual(['plant_clock']);
  });

  it('of a pyranometer that is 12 % off, or not 0 at night', () => {
    expect(reporting((series) => ({ ...series, irradiance: times(series.irradiance, 1.12) }))).toEqual([
      `pyranometer ${idOf(3)}`,
    ]);
    expect(reporting((series) => ({ ...series, irradiance: series.irradiance.map((value) => value + 25) }))).toEqual([
      `pyranometer ${idOf(3)}`,
    ]);
  });

  it('of a thermometer that is stuck, feels the air, or is 10 K off', () => {
    const heats: ((value: number) => number)[] = [() => 24, (value) => 14 + 0.2 * (value - 14), (value) => value + 10];
    for (const heat of heats) {
      expect(reporting((series) => ({ ...series, temperature: series.temperature.map(heat) }))).toEqual([
        `thermometer ${idOf(3)}`,
      ]);
    }
  });

  it('of a thermometer that lies in a shadow every afternoon are no mistake of its place', () => {
    const cooler = (value: number, slot: number) => (slot > SLOTS_PER_DAY / 2 ? 14 + 0.2 * (value - 14) : value);
    expect(reporting((series) => ({ ...series, temperature: series.temperature.map(cooler) }))).toEqual([]);
  });

  it('with a current in the dark', () => {
    const report = (series: ArraySeries) => ({ ...series, current: series.current.map((value) => value + 0.8) });
    expect(reporting(report)).toContain(`night_offset ${idOf(3)}`);
  });

  it('every minute where 20 s are registered, of one array and of all', () => {
    expect(reporting((series) => everyNth(series, 3))).toEqual([`sampling ${idOf(3)}`]);
    const all = { report: (series: ArraySeries) => everyNth(series, 3) };
    const members = Object.fromEntries(Array.from({ length: 16 }, (_, index) => [index, all]));
    expect(brief(checkPlant(plantOf({ members })))).toEqual(['sampling']);
    expect(brief(checkPlant(plantOf({ members, samplingSeconds: 60 })))).toEqual([]);
  });
});

describe('a finding', () => {
  it('holds its contract: a sentence, numbers, and lines over a day', () => {
    const findings = withThird({ registered: { ...FIVE, vMp: FIVE.vMp * 1.2 } });
    expect(findings).toHaveLength(1);
    for (const finding of findings) {
      expect(() => findingSchema.parse(JSON.parse(JSON.stringify(finding)))).not.toThrow();
      expect(finding.plot?.lines.map(({ points }) => points.length)).toEqual([144, 144]);
    }
  });
});
