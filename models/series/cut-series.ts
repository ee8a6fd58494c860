import type { ArraySeries } from '#domain/channels.ts';

/** A copy of the series without what comes from a slot on: as they were while the day went on. */
export function cutSeries(series: ArraySeries, knownUntil: number): ArraySeries {
  const cut = (values: Float32Array) => values.slice().fill(Number.NaN, knownUntil);
  return {
    voltage: cut(series.voltage),
    current: cut(series.current),
    temperature: cut(series.temperature),
    irradiance: cut(series.irradiance),
  };
}
