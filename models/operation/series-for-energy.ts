import type { ArraySeries } from '#domain/channels.ts';
import type { ArrayOperation } from './array-operation.ts';

/** The series that energy is counted from: as measured, with the temperature that was estimated where none was. */
export function seriesForEnergy(series: ArraySeries, operation: ArrayOperation | null): ArraySeries {
  if (!operation || operation.completed.temperatureFrom === 'measured') return series;
  return { ...series, temperature: operation.completed.series.temperature };
}
