import type { PulseColumns } from '#domain/live-pulse.ts';
import type { Nameplate } from '#domain/nameplate.ts';
import { nameplatePower } from '#models/photovoltaic/expected-power.ts';
import type { PartitionDay } from './partition-day.ts';

/** Newest readings of a partition's arrays, with what their nameplates give at the light and heat of them. */
export function pulseOf(day: PartitionDay, nameplates: ReadonlyMap<string, Nameplate>): PulseColumns {
  const newest = day.newest();
  const power = (index: number) => {
    const {
      slot,
      grid: { series },
    } = newest[index] as (typeof newest)[number];
    return (series.voltage[slot] ?? Number.NaN) * (series.current[slot] ?? Number.NaN);
  };
  const expected = (index: number) => {
    const {
      slot,
      deviceId,
      grid: { series },
    } = newest[index] as (typeof newest)[number];
    const nameplate = nameplates.get(deviceId);
    const [light, heat] = [series.irradiance[slot] ?? Number.NaN, series.temperature[slot] ?? Number.NaN];
    return nameplate && Number.isFinite(light + heat) ? nameplatePower(nameplate, light, heat) : Number.NaN;
  };
  return {
    deviceIds: newest.map(({ deviceId }) => deviceId),
    lastMs: Float64Array.from(newest, ({ latestMs }) => latestMs),
    powerW: Float32Array.from(newest, (_, index) => power(index)),
    expectedW: Float32Array.from(newest, (_, index) => expected(index)),
  };
}
