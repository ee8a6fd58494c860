import { describe, expect, it } from 'vitest';
import { SLOTS_PER_DAY } from '#domain/plant-day.ts';
import { countDaylight, coverageOf, daylightOf, daylightWindow, sumDaylight } from '#models/series/daylight.ts';

/** A day lit from slot `first` up to `end`, dark elsewhere. */
function litDay(first: number, end: number): Float32Array {
  return new Float32Array(SLOTS_PER_DAY).map((_, slot) => (slot >= first && slot < end ? 500 : -2));
}

describe('daylightWindow', () => {
  it('is the span from the first to the last lit slot, whatever clouds lie between', () => {
    const day = litDay(1000, 3300);
    day.fill(5, 2000, 2100);
    expect(daylightWindow([day])).toEqual({ first: 1000, end: 3300 });
  });

  it('is not moved by a minority of arrays whose pyranometers err', () => {
    const stuck = new Float32Array(SLOTS_PER_DAY).fill(800);
    expect(daylightWindow([litDay(1000, 3300), litDay(1000, 3300), stuck])).toEqual({ first: 1000, end: 3300 });
  });

  it('is the same whichever arrays share a shard', () => {
    const arrays = [litDay(1000, 3300), litDay(1100, 3300), litDay(900, 3400), litDay(1050, 3200)];
    const shards = [arrays.slice(0, 1), arrays.slice(1)].map((shard) => countDaylight(shard));
    expect(daylightOf(sumDaylight(shards))).toEqual(daylightWindow(arrays));
  });

  it('counts a morning without readings as lost daylight, not as night', () => {
    const day = litDay(1000, 3320);
    day.fill(Number.NaN, 0, 2500);
    expect(daylightWindow([day])).toEqual({ first: 1000, end: 3320 });
  });

  it('does not stretch into a night that was seen to be dark', () => {
    const day = litDay(2000, 3320);
    expect(daylightWindow([day])).toEqual({ first: 2000, end: 3320 });
  });

  it('is null when nothing is lit', () => {
    expect(daylightWindow([litDay(0, 0)])).toBeNull();
    expect(daylightWindow([])).toBeNull();
  });
});

describe('coverageOf', () => {
  it('is the part of the daylight slots that are usable', () => {
    const usable = new Uint8Array(SLOTS_PER_DAY).fill(1, 1000, 1750);
    expect(coverageOf(usable, { first: 1000, end: 2000 })).toBe(0.75);
  });

  it('is 0 without daylight, so that such a day is never called normal', () => {
    expect(coverageOf(new Uint8Array(SLOTS_PER_DAY).fill(1), null)).toBe(0);
  });
});
