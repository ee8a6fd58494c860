import type { Nameplate } from '#domain/nameplate.ts';
import type { SilverRow } from '#domain/silver.ts';
import type { ArrayOperation } from '#models/operation/array-operation.ts';
import { seriesForEnergy } from '#models/operation/series-for-energy.ts';
import { arrayEnergyOf } from '#models/photovoltaic/array-energy.ts';
import type { DayVerdict } from '#server/gateways/parquet/gold-file.ts';

/** Each verdict with its array's energy, from the silver it was made of; null for an array that is not registered. */
export function withEnergy<V extends Omit<DayVerdict, 'energy'>>(
  verdicts: readonly V[],
  rows: readonly SilverRow[],
  nameplates: ReadonlyMap<string, Nameplate>,
  operations: ReadonlyMap<string, ArrayOperation>,
): (V & Pick<DayVerdict, 'energy'>)[] {
  const seriesOf = new Map(rows.map(({ deviceId, series }) => [deviceId, series]));
  return verdicts.map((verdict) => {
    const series = seriesOf.get(verdict.deviceId);
    const nameplate = nameplates.get(verdict.deviceId);
    return {
      ...verdict,
      energy:
        series && nameplate
          ? arrayEnergyOf(seriesForEnergy(series, operations.get(verdict.deviceId) ?? null), nameplate)
          : null,
    };
  });
}
