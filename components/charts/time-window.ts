import { DAY_MS } from '#domain/plant-day.ts';

/** The part of the plant day that charts show, milliseconds since its start. */
export interface TimeWindow {
  fromMs: number;
  toMs: number;
}

export const WHOLE_DAY: TimeWindow = { fromMs: 0, toMs: DAY_MS };

const MINUTE_MS = 60_000;
/** Nothing is to be seen in less: ten minutes are 30 readings. */
const SHORTEST_MS = 10 * MINUTE_MS;
const PATTERN = /^(\d{2})(\d{2})-(\d{2})(\d{2})$/;

/** The window between two times, in any order: whole minutes within the day, ten at least. */
export function windowBetween(aMs: number, bMs: number): TimeWindow {
  const [low, high] = aMs < bMs ? [aMs, bMs] : [bMs, aMs];
  const from = Math.floor(Math.max(0, Math.min(low, DAY_MS - SHORTEST_MS)) / MINUTE_MS) * MINUTE_MS;
  const to = Math.ceil(Math.min(DAY_MS, high) / MINUTE_MS) * MINUTE_MS;
  return { fromMs: from, toMs: Math.max(to, from + SHORTEST_MS) };
}

/** "1040-1215" in the URL; null (nothing in the URL) for the whole day. */
export function windowText({ fromMs, toMs }: TimeWindow): string | null {
  if (fromMs === 0 && toMs === DAY_MS) return null;
  const clock = (ms: number) =>
    `${String(Math.floor(ms / 3_600_000)).padStart(2, '0')}${String(Math.floor(ms / MINUTE_MS) % 60).padStart(2, '0')}`;
  return `${clock(fromMs)}-${clock(toMs)}`;
}

/** The window a URL names; the whole day where it names none, or one that is not in a day. */
export function parseWindow(text: string | null): TimeWindow {
  const match = PATTERN.exec(text ?? '');
  if (!match) return WHOLE_DAY;
  const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = match.slice(1).map(Number);
  const [fromMs, toMs] = [(fromHour * 60 + fromMinute) * MINUTE_MS, (toHour * 60 + toMinute) * MINUTE_MS];
  return fromMinute < 60 && toMinute < 60 && toMs <= DAY_MS && toMs > fromMs ? windowBetween(fromMs, toMs) : WHOLE_DAY;
}

/** The values of a day's series that lie in the window. */
export function valuesWithin<T>(values: readonly T[], { fromMs, toMs }: TimeWindow): readonly T[] {
  if (fromMs === 0 && toMs === DAY_MS) return values;
  const at = (ms: number) => Math.round((ms / DAY_MS) * values.length);
  return values.slice(at(fromMs), at(toMs));
}
