import { describe, expect, it } from 'vitest';
import { DEFAULT_NAMEPLATE } from '#domain/nameplate.ts';
import { SLOTS_PER_DAY } from '#domain/plant-day.ts';
import { SeriesGrid, usableSlots } from '#models/series/series-grid.ts';

const DAY_START_MS = Date.parse('2026-11-23T00:00:00+01:00');
const at = (slot: number, withinMs = 0) => DAY_START_MS + slot * 20_000 + withinMs;
const gridOf = () => new SeriesGrid(DAY_START_MS, DEFAULT_NAMEPLATE);

describe('SeriesGrid', () => {
  it('puts a reading into the slot that holds its instant, to the millisecond', () => {
    const grid = gridOf();
    grid.add(at(0), 100, 1, 20, 500);
    grid.add(at(7, 19_999), 101, 1, 20, 500);
    grid.add(at(SLOTS_PER_DAY - 1, 19_999), 102, 1, 20, 500);
    expect(grid.series.voltage[0]).toBe(100);
    expect(grid.series.voltage[7]).toBe(101);
    expect(grid.series.voltage[SLOTS_PER_DAY - 1]).toBe(102);
    expect(grid.series.voltage[8]).toBeNaN();
  });

  it('counts a reading outside the plant day and lays it nowhere', () => {
    const grid = gridOf();
    grid.add(DAY_START_MS - 1, 100, 1, 20, 500);
    grid.add(at(SLOTS_PER_DAY), 100, 1, 20, 500);
    grid.add(Number.NaN, 100, 1, 20, 500);
    expect(grid.counts).toMatchObject({ received: 3, outsideDay: 3 });
    expect(usableSlots(grid.series).every((usable) => usable === 0)).toBe(true);
  });

  it('keeps the last reading written for a slot and counts the ones it replaced', () => {
    const grid = gridOf();
    grid.add(at(5), 100, 1, 20, 500);
    grid.add(at(5, 10_000), 110, 2, 21, 510);
    grid.add(at(5), 120, 3, 22, 520);
    expect(grid.series.voltage[5]).toBe(120);
    expect(grid.counts).toMatchObject({ received: 3, duplicates: 2 });
  });

  it('makes a value outside the physical limits missing, counts it, and keeps the other channels', () => {
    const grid = gridOf();
    grid.add(at(5), 150, 70, -49.8, 500);
    expect(grid.series.current[5]).toBeNaN();
    expect(grid.series.temperature[5]).toBeNaN();
    expect(grid.series.voltage[5]).toBe(150);
    expect(grid.counts.outOfRange).toBe(2);
    expect(usableSlots(grid.series)[5]).toBe(0);
  });

  it('takes a value that is no number as missing, not as out of range', () => {
    const grid = gridOf();
    grid.add(at(5), Number.NaN, 3, 20, 500);
    expect(grid.series.voltage[5]).toBeNaN();
    expect(grid.counts).toMatchObject({ outOfRange: 0, notANumber: 1 });
  });
});
