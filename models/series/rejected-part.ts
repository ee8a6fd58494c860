import { CHANNELS } from '#domain/channels.ts';
import type { ReadingCounts } from '#domain/reading-counts.ts';

/** Part of the values that came for the day and lay outside what their channel can give, 0..1. */
export function rejectedPartOf({ received, outsideDay, outOfRange }: ReadingCounts): number {
  const values = CHANNELS.length * (received - outsideDay);
  return values > 0 ? Math.min(1, outOfRange / values) : 0;
}
