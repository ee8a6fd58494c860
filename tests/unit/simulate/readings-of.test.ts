import { describe, expect, it } from 'vitest';
import type { ArraySeries } from '#domain/channels.ts';
import { DEFAULT_NAMEPLATE } from '#domain/nameplate.ts';
import { type ReportingArray, readingsOf } from '#jobs/simulator/readings-of.ts';
import { SeriesGrid } from '#models/series/series-grid.ts';

const DAY_START_MS = Date.parse('2026-06-01T00:00:00Z');

function series(): ArraySeries {
  const channel = (of: (slot: number) => number) => Float32Array.from({ length: 4320 }, (_, slot) => of(slot));
  return {
    voltage: channel((slot) => slot % 200),
    current: channel((slot) => slot % 20),
    temperature: channel((slot) => slot % 50),
    irradiance: channel((slot) => slot % 1000),
  };
}

const array = (changes: Partial<ReportingArray> = {}): ReportingArray => ({
  deviceId: 'SIM0000001',
  series: series(),
  injected: [],
  phaseMs: 700,
  ...changes,
});

function onGrid(arrays: readonly ReportingArray[]) {
  const grid = new SeriesGrid(DAY_START_MS, DEFAULT_NAMEPLATE);
  for (const { timestamp, voltage, current, temperature, irradiance } of readingsOf(arrays, DAY_START_MS)) {
    grid.add(timestamp, voltage, current, temperature, irradiance);
  }
  return grid.series;
}

describe('readingsOf', () => {
  it('gives each slot of each array one reading, in the order of time', () => {
    const readings = [...readingsOf([array(), array({ deviceId: 'SIM0000002', phaseMs: 9000 })], DAY_START_MS)];
    expect(readings).toHaveLength(2 * 4320);
    expect(readings.every(({ timestamp }, index) => timestamp > (readings[index - 1]?.timestamp ?? 0))).toBe(true);
    expect(readings[2]).toEqual({
      ...{ deviceId: 'SIM0000001', timestamp: DAY_START_MS + 20_700 },
      ...{ voltage: 1, current: 1, temperature: 1, irradiance: 1 },
    });
  });

  it('leaves out the slots in which an array sent nothing', () => {
    const silent = series();
    for (const channel of Object.values(silent)) channel.fill(Number.NaN, 100, 110);
    expect([...readingsOf([array({ series: silent })], DAY_START_MS)]).toHaveLength(4310);
  });

  it('stamps twice where asked, stale values first: who keeps the last loses nothing', () => {
    const doubled = array({ injected: [{ kind: 'duplicate_stamps', from: 1000, to: 1030 }] });
    const readings = [...readingsOf([doubled], DAY_START_MS)];
    expect(readings).toHaveLength(4320 + 30);
    expect(new Set(readings.map(({ timestamp }) => timestamp)).size).toBe(4320);
    expect(onGrid([doubled])).toEqual(onGrid([array()]));
  });
});
