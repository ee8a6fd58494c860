import type { DayEntry } from '#domain/views.ts';

/** The nearest days before and after `day` that have runs; `days` come newest first. */
export function neighbourDays(
  days: readonly DayEntry[],
  day: string,
): { previous: string | null; next: string | null } {
  const earlier = days.find((entry) => entry.day < day);
  const later = days.findLast((entry) => entry.day > day);
  return { previous: earlier?.day ?? null, next: later?.day ?? null };
}
