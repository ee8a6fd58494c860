import { describe, expect, it } from 'vitest';
import { type ArraySeries, CHANNELS } from '#domain/channels.ts';
import {
  completeSeries,
  SLOT_BRIDGED,
  SLOT_MEASURED,
  SLOT_NIGHT,
  SLOT_UNKNOWN,
  samplingOf,
} from '#models/operation/complete-series.ts';
import { fillCounts } from '#models/operation/fill-counts.ts';
import { createRandom } from '#models/photovoltaic/random.ts';
import { cutSeries } from '#models/series/cut-series.ts';
import { coverageOf, daylightWindow } from '#models/series/daylight.ts';
import { at, clearDay, clearLight, sampledEvery, without } from './array-days.ts';

const DAY = clearDay();
const isNight = (slot: number) => clearLight(slot) === 0;

function completed(series: ArraySeries) {
  const found = completeSeries(series);
  if (!found) throw new Error('a channel is empty');
  return found;
}

function lostAtRandom(part: number): (slot: number) => boolean {
  const random = createRandom(`loss of ${part}`);
  const lost = Array.from({ length: 4320 }, () => random.chance(part));
  return (slot) => lost[slot] ?? false;
}

const slotsOf = (known: Uint8Array, how: number) => Array.from(known.keys()).filter((slot) => known[slot] === how);

describe.each([
  ['20 s', 20, 1],
  ['30 s', 30, 2],
  ['60 s', 60, 3],
  ['5 min', 300, 15],
  ['15 min', 900, 45],
])('readings every %s', (_, seconds, intervalSlots) => {
  it('are known to come so often, in seconds too, whatever is lost and however a clock runs', () => {
    expect(completed(sampledEvery(DAY, seconds)).intervalSeconds).toBe(seconds);
    const lossy = without(sampledEvery(DAY, seconds), lostAtRandom(0.05));
    expect(completed(lossy).intervalSeconds).toBe(seconds);
    expect(completed(sampledEvery(DAY, seconds * 1.01)).intervalSeconds).toBe(seconds);
  });

  it('make a whole day of which nothing is unknown, straight from reading to reading', () => {
    const series = sampledEvery(DAY, seconds);
    const found = completed(series);
    expect(found.intervalSlots).toBe(intervalSlots);
    expect(slotsOf(found.known, SLOT_UNKNOWN)).toEqual([]);
    for (const channel of CHANNELS) {
      const largest = Math.max(...DAY[channel]);
      found.series[channel].forEach((value, slot) => {
        if (!Number.isNaN(series[channel][slot])) expect(value).toBe(series[channel][slot]);
        // Dawn and dusk bend within 15 minutes; a clear day does not.
        const reach = clearLight(slot - 45) === 0 || clearLight(slot + 45) === 0 ? largest : 0.01 * largest;
        expect(Math.abs(value - (DAY[channel][slot] ?? 0)), `${channel} ${slot}`).toBeLessThanOrEqual(reach);
      });
    }
  });

  it('cover all of the daylight', () => {
    const series = sampledEvery(DAY, seconds);
    expect(coverageOf(samplingOf(series).covered, daylightWindow([series.irradiance]))).toBe(1);
  });

  it('may stop for the night: then there is no voltage, current or light, and the heat is between its neighbours', () => {
    const { series, known } = completed(without(sampledEvery(DAY, seconds), isNight));
    expect(slotsOf(known, SLOT_UNKNOWN)).toEqual([]);
    expect(slotsOf(known, SLOT_NIGHT).length).toBeGreaterThanOrEqual(at(12));
    for (const slot of slotsOf(known, SLOT_NIGHT)) {
      expect([series.voltage[slot], series.current[slot], series.irradiance[slot]]).toEqual([0, 0, 0]);
      expect(series.temperature[slot]).toBeGreaterThanOrEqual(15);
      expect(series.temperature[slot]).toBeLessThan(18);
    }
  });

  it('of a day cut at 14:00 leave all that comes after unknown, and nothing before', () => {
    const { known } = completed(cutSeries(sampledEvery(DAY, seconds), at(14)));
    const unknown = slotsOf(known, SLOT_UNKNOWN);
    expect(unknown.at(-1)).toBe(4319);
    expect(unknown[0]).toBeGreaterThan(at(14) - intervalSlots);
    expect(unknown[0]).toBeLessThanOrEqual(at(14));
    expect(unknown).toHaveLength(4320 - (unknown[0] ?? 0));
  });

  it('that are missing for two hours at noon are unknown there, and there alone', () => {
    const { known } = completed(without(sampledEvery(DAY, seconds), (slot) => slot >= at(11) && slot < at(13)));
    const unknown = slotsOf(known, SLOT_UNKNOWN);
    expect(unknown.length).toBeGreaterThanOrEqual(at(2));
    expect(unknown.length).toBeLessThan(at(2) + intervalSlots);
    expect(unknown[0]).toBeGreaterThan(at(11) - intervalSlots);
    expect(unknown.at(-1)).toBe(at(13) - 1);
  });
});

describe.each([21, 25, 28, 29, 35, 45, 50, 75])('readings every %i s, which no grid of 20 s fits', (seconds) => {
  it('cover the daylight, and their loss is counted as it is', () => {
    const coverage = (series: ArraySeries) =>
      coverageOf(samplingOf(series).covered, daylightWindow([series.irradiance]));
    expect(coverage(sampledEvery(DAY, seconds))).toBeGreaterThan(0.88);
    const found = completed(sampledEvery(DAY, seconds)).intervalSeconds;
    expect(Math.abs(found - seconds)).toBeLessThanOrEqual(Math.max(1, 0.05 * seconds));
    const lost = without(sampledEvery(DAY, seconds), (slot) => slot >= at(9) && slot < at(15));
    expect(coverage(lost)).toBeLessThan(0.55);
  });
});

it('readings at every slot of which some are lost at random are lost, and no longer interval', () => {
  for (const part of [0.1, 0.2, 0.3, 0.4]) {
    const { intervalSlots, covered } = samplingOf(without(DAY, lostAtRandom(part)));
    expect(intervalSlots).toBe(1);
    expect(covered.reduce((sum, slot) => sum + slot, 0) / 4320).toBeCloseTo(1 - part, 1);
  }
});

it('a whole day of readings at every slot is left as it is, bit for bit', () => {
  const { series, known, intervalSlots, intervalSeconds } = completed(DAY);
  for (const channel of CHANNELS) expect(series[channel]).toEqual(DAY[channel]);
  expect([intervalSlots, intervalSeconds]).toEqual([1, 20]);
  expect(slotsOf(known, SLOT_MEASURED)).toHaveLength(4320);
});

describe('a gap', () => {
  it('of ten minutes in 20 s readings is bridged; one of eleven is unknown', () => {
    const gap = (minutes: number) =>
      completed(without(DAY, (slot) => slot >= at(10) && slot < at(10) + 3 * minutes)).known;
    expect(gap(9)[at(10)]).toBe(SLOT_BRIDGED);
    expect(gap(11)[at(10)]).toBe(SLOT_UNKNOWN);
  });

  it('in the temperature alone is bridged, however long, and its slots count as measured', () => {
    const { series, known } = completed(without(DAY, (slot) => slot >= at(9) && slot < at(15), ['temperature']));
    expect(slotsOf(known, SLOT_MEASURED)).toHaveLength(4320);
    expect(series.voltage).toEqual(DAY.voltage);
    expect(series.temperature[at(12)]).toBeCloseTo(DAY.temperature[at(9)] ?? 0, 0);
  });

  it('that lasts over noon is no night, though the light before it was dim: the day is not over, or the logger stopped', () => {
    const { known } = completed(cutSeries(DAY, at(6.25)));
    expect(clearLight(at(6.25))).toBeLessThan(100);
    expect(slotsOf(known, SLOT_UNKNOWN)).toHaveLength(4320 - at(6.25));
  });

  it('of all of voltage, current or irradiance leaves nothing to complete', () => {
    for (const channel of ['voltage', 'current', 'irradiance'] as const)
      expect(completeSeries(without(DAY, () => true, [channel]))).toBeNull();
  });

  it('is counted by how it was filled: nights that are slept through are neither bridged nor held', () => {
    const series = without(DAY, (slot) => isNight(slot) || (slot >= at(9) && slot < at(9) + 6) || slot >= at(14));
    const nights = Array.from(DAY.irradiance).filter((light, slot) => light === 0 && slot < at(12)).length;
    const counts = fillCounts(series, completeSeries(series));
    expect(counts).toEqual({ missing: nights + 6 + 4320 - at(14), interpolated: 6, held: 4320 - at(14) });
  });
});
