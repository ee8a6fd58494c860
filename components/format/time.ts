import type { Language } from '#components/texts/languages.ts';
import { formatDuration } from '#domain/duration.ts';
import { DAY_MS, formatUtcOffset } from '#domain/plant-day.ts';

interface CalendarWords {
  months: readonly string[];
  longMonths: readonly string[];
  /** From Sunday. */
  weekdays: readonly string[];
  date: (day: number, month: string) => string;
}

const CALENDARS: Record<Language, CalendarWords> = {
  en: {
    months: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
    longMonths: 'January February March April May June July August September October November December'.split(' '),
    weekdays: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
    date: (day, month) => `${day} ${month}`,
  },
  de: {
    months: ['Jan.', 'Feb.', 'März', 'Apr.', 'Mai', 'Juni', 'Juli', 'Aug.', 'Sept.', 'Okt.', 'Nov.', 'Dez.'],
    longMonths: 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'.split(' '),
    weekdays: ['So', 'Mo', 'Di', 'Mi', 'Do', 'Fr', 'Sa'],
    date: (day, month) => `${day}. ${month}`,
  },
};

const pad = (value: number) => String(value).padStart(2, '0');

/** How days, instants and durations are written in a language. */
export function timeFormats(language: Language, decimal: (text: string) => string) {
  const { months, longMonths, weekdays, date } = CALENDARS[language];
  const dateOf = (at: Date) => date(at.getUTCDate(), months[at.getUTCMonth()] ?? '');
  const trimmed = (value: number) => decimal(String(value < 10 ? Math.round(value * 10) / 10 : Math.round(value)));
  return {
    /** "Mon 23 Nov 2026". */
    day: (day: string): string => {
      const at = new Date(`${day}T00:00:00Z`);
      return `${weekdays[at.getUTCDay()]} ${dateOf(at)} ${at.getUTCFullYear()}`;
    },
    /** "23 Nov", where the year is clear. */
    shortDay: (day: string): string => dateOf(new Date(`${day}T00:00:00Z`)),
    /** "2026-11" -> "November 2026". */
    month: (month: string): string => `${longMonths[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`,
    /** Monday to Sunday in two letters, as a calendar's head. */
    weekdaysFromMonday: [...weekdays.slice(1), ...weekdays.slice(0, 1)].map((name) => name.slice(0, 2)),
    /** "24 Nov 2026, 02:14:09 UTC+01:00": an instant in plant time, never without its zone. */
    instant: (iso: string, utcOffsetMinutes: number): string => {
      const local = new Date(Date.parse(iso) + utcOffsetMinutes * 60_000);
      const zone = formatUtcOffset(utcOffsetMinutes);
      return `${dateOf(local)} ${local.getUTCFullYear()}, ${formatClock(local.getTime())} ${zone}`;
    },
    clock: formatClock,
    /** "420 ms", "2.3 s", "4 min 12 s", "1 h 04 min". */
    duration: (durationMs: number): string => decimal(formatDuration(durationMs)),
    /** A wavelet period: "50 s", "12 min", "1 h", "6.3 h". */
    period: (seconds: number): string => {
      if (seconds < 59.5) return `${Math.round(seconds)} s`;
      if (seconds < 3570) return `${trimmed(seconds / 60)} min`;
      return `${trimmed(seconds / 3600)} h`;
    },
    /** "30 s", "35 min", from two hours on "3.5 h". */
    minutes: (minutes: number): string => {
      if (minutes > 0 && minutes < 1) return `${Math.round(minutes * 60)} s`;
      return minutes < 120 ? `${Math.round(minutes)} min` : `${decimal((minutes / 60).toFixed(1))} h`;
    },
  };
}

/** "14:20:40" of a time of day in milliseconds; the end of the day is "24:00:00". */
export function formatClock(msOfDay: number): string {
  const seconds = Math.floor((msOfDay === DAY_MS ? DAY_MS : ((msOfDay % DAY_MS) + DAY_MS) % DAY_MS) / 1000);
  return `${pad(Math.floor(seconds / 3600))}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`;
}
