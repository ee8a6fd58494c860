import { formatClock, formatPeriod } from '#components/format/time.ts';
import type { ExplanationView } from '#domain/array-insight.ts';
import { IMAGE_CHANNEL_LABELS } from '#domain/channels.ts';
import { CONDITION_LABELS } from '#domain/conditions.ts';

/** "What speaks most for arc fault: current, periods of 50 s to 4 min, 10:30 to 12:00.", "... photocurrent deviation, its level, ..." */
export function evidenceWords({ condition, strongest, deviceIds }: ExplanationView): string {
  const name = CONDITION_LABELS[condition].toLowerCase();
  if (strongest === null) {
    return `No single part of the scalograms speaks for ${name}: it is their sum, compared with ${deviceIds.length} arrays around it.`;
  }
  const clock = (ms: number) => formatClock(ms).slice(0, 5);
  const { channel, periods, fromMsOfDay, toMsOfDay } = strongest;
  const which = periods
    ? `periods of ${formatPeriod(periods.fromSeconds)} to ${formatPeriod(periods.toSeconds)}`
    : 'its level';
  const when = `${clock(fromMsOfDay)} to ${clock(toMsOfDay)}`;
  return `What speaks most for ${name}: ${IMAGE_CHANNEL_LABELS[channel].toLowerCase()}, ${which}, ${when}.`;
}
