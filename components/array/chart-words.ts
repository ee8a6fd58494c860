import { clippedSign, pixelValue } from '#components/charts/scalogram-image.ts';
import { formatQuantity } from '#components/format/numbers.ts';
import { formatPeriod } from '#components/format/time.ts';
import { CHANNEL_UNITS, type Channel } from '#server/domain/channels.ts';
import type { ScalogramView, SeriesView } from '#server/domain/views.ts';
import type { ChartCursor } from './cursor-store.ts';

export const CHANNEL_LABELS: Record<Channel, string> = {
  voltage: 'Voltage',
  current: 'Current',
  temperature: 'Module temperature',
  irradiance: 'Irradiance',
};

/** "186.2 V", or "no reading". */
export function seriesWords(series: SeriesView, channel: Channel, cursor: ChartCursor): string {
  const value = series[channel][Math.floor(cursor.msOfDay / (series.slotSeconds * 1000))];
  return value === null || value === undefined ? 'no reading' : formatQuantity(value, CHANNEL_UNITS[channel]);
}

/** "period 12 min: 3.40 V", or null when the cursor is in no scalogram. */
export function scalogramWords(
  view: ScalogramView,
  pixels: Uint8Array,
  channel: Channel,
  cursor: ChartCursor,
): string | null {
  if (cursor.scaleRow === null) return null;
  const bin = Math.min(view.bins - 1, Math.floor(cursor.msOfDay / (view.binSeconds * 1000)));
  const pixel = pixels[cursor.scaleRow * view.bins + bin];
  const period = view.periodsSeconds[cursor.scaleRow];
  if (pixel === undefined || period === undefined) return null;
  const value = formatQuantity(pixelValue(view[channel], pixel), view[channel].unit, 3);
  return `period ${formatPeriod(period)}: ${clippedSign(pixel)}${value}`;
}
