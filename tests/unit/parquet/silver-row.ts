import { emptySeries } from '#models/series/series-grid.ts';
import { emptyCounts } from '#server/domain/reading-counts.ts';
import type { SilverRow } from '#server/domain/silver.ts';

/** A row of silver with gaps, and every fifth without an image. */
export function silverRow(index: number): SilverRow {
  const series = emptySeries();
  series.voltage.fill(100 + index, 10, 4000);
  series.irradiance[7] = index;
  const image = new Uint8Array(64 * 64 * 4).map((_, pixel) => (pixel * 7 + index) % 256);
  return {
    deviceId: `DEMO${String(index).padStart(6, '0')}`,
    series,
    image: index % 5 === 0 ? null : image,
    counts: { ...emptyCounts(), received: index },
    error: index % 5 === 0 ? 'nothing to transform' : null,
  };
}
