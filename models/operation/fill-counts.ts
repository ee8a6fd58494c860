import type { ArraySeries } from '#domain/channels.ts';
import type { ReadingCounts } from '#domain/reading-counts.ts';
import { usableSlots } from '#models/series/series-grid.ts';
import { type CompletedSeries, SLOT_MEASURED, SLOT_NIGHT, SLOT_UNKNOWN } from './complete-series.ts';

/** Slots without a reading, and how they were filled: bridged by a straight line, or unknown. Nights that are slept through are neither. */
export function fillCounts(
  series: ArraySeries,
  completed: CompletedSeries | null,
): Pick<ReadingCounts, 'missing' | 'interpolated' | 'held'> {
  // A temperature that is estimated throughout is missing in no slot by itself.
  const isEstimated = completed !== null && completed.temperatureFrom !== 'measured';
  const usable = isEstimated ? completed.known.map((how) => (how === SLOT_MEASURED ? 1 : 0)) : usableSlots(series);
  const missing = usable.reduce((count, slot) => count + (slot ? 0 : 1), 0);
  if (!completed) return { missing, interpolated: 0, held: 0 };
  let [interpolated, held] = [0, 0];
  completed.known.forEach((how, slot) => {
    if (usable[slot] || how === SLOT_NIGHT) return;
    if (how === SLOT_UNKNOWN) held++;
    else interpolated++;
  });
  return { missing, interpolated, held };
}
