import type { ShownImage } from '#components/charts/shown-image.ts';
import type { Texts } from '#components/texts/texts.ts';
import { CHANNEL_UNITS, type Channel } from '#domain/channels.ts';
import type { OperationView } from '#domain/operation-view.ts';
import type { SeriesView } from '#domain/views.ts';
import type { ChartCursor } from './cursor-store.ts';

/** "186.2 V", or "no reading". */
export function seriesWords(series: SeriesView, channel: Channel, cursor: ChartCursor, t: Texts): string {
  const value = series[channel][Math.floor(cursor.msOfDay / (series.slotSeconds * 1000))];
  return value === null || value === undefined ? t('array.noReading') : t.quantity(value, CHANNEL_UNITS[channel]);
}

/** "period 12 min: 3.40 V", "level: -2.1 %", or nothing when the cursor is in no scalogram. */
export function imageWords(image: ShownImage, { msOfDay, scaleRow }: ChartCursor, t: Texts): string {
  if (scaleRow === null) return '';
  const bin = Math.min(image.bins - 1, Math.floor(msOfDay / (image.binSeconds * 1000)));
  const pixel = image.pixels[scaleRow * image.bins + bin];
  if (pixel === undefined) return '';
  const value = image.valueWords(scaleRow, pixel);
  if (scaleRow >= image.firstContextRow) return value;
  const period = image.periodsSeconds[scaleRow];
  return period === undefined ? t('array.level', { value }) : t('array.period', { period: t.period(period), value });
}

/** "voltage 0.99, current 0.64", or why there is none. */
export function ratioWords(view: OperationView, msOfDay: number, t: Texts): string {
  const slot = Math.floor(msOfDay / (view.slotSeconds * 1000));
  const [voltage, current] = [view.voltage[slot], view.current[slot]];
  if (typeof voltage !== 'number' || typeof current !== 'number') return t('array.darkOrUnknown');
  return t('array.ratios', { voltage: t.fixed(voltage, 2), current: t.fixed(current, 2) });
}

/** "neighbours 1.00 and 0.98", or nothing where they say nothing. */
export function neighbourWords({ neighbours, slotSeconds }: OperationView, msOfDay: number, t: Texts): string {
  const slot = Math.floor(msOfDay / (slotSeconds * 1000));
  const [voltage, current] = [neighbours?.voltage[slot], neighbours?.photocurrent[slot]];
  if (typeof voltage !== 'number' || typeof current !== 'number') return '';
  return t('array.neighbourRatios', { voltage: t.fixed(voltage, 2), current: t.fixed(current, 2) });
}
