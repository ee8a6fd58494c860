/** A cron expression of five fields: minute, hour, day of month, month, day of week (0 and 7 are Sunday). */
export interface Cron {
  minutes: ReadonlySet<number>;
  hours: ReadonlySet<number>;
  daysOfMonth: ReadonlySet<number>;
  months: ReadonlySet<number>;
  daysOfWeek: ReadonlySet<number>;
  /** When both kinds of days are restricted, either is enough; so cron has it. */
  eitherDay: boolean;
}

const RANGES = [
  ['minute', 0, 59],
  ['hour', 0, 23],
  ['day of month', 1, 31],
  ['month', 1, 12],
  ['day of week', 0, 7],
] as const;

/** Reads `0 1 * * *`: numbers, lists, ranges and steps. Throws a RangeError that names the bad field. */
export function parseCron(text: string): Cron {
  const fields = text.trim().split(/\s+/);
  if (fields.length !== RANGES.length) throw new RangeError('must have five fields, like 0 1 * * *');
  const [minutes, hours, daysOfMonth, months, weekdays] = RANGES.map(([name, min, max], index) =>
    parseField(fields[index] ?? '', name, min, max),
  ) as [Set<number>, Set<number>, Set<number>, Set<number>, Set<number>];
  const daysOfWeek = new Set([...weekdays].map((day) => day % 7));
  return { minutes, hours, daysOfMonth, months, daysOfWeek, eitherDay: fields[2] !== '*' && fields[4] !== '*' };
}

function parseField(text: string, name: string, min: number, max: number): Set<number> {
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const match = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part);
    const first = match?.[1] === undefined ? min : Number(match[1]);
    const last = match?.[2] !== undefined ? Number(match[2]) : match?.[1] !== undefined && !match[3] ? first : max;
    const step = Number(match?.[3] ?? 1);
    if (!match || first < min || last > max || first > last || step < 1) {
      throw new RangeError(`has a bad ${name} "${part}": expected ${min} to ${max}`);
    }
    for (let value = first; value <= last; value += step) values.add(value);
  }
  return values;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const LONGEST_WAIT_DAYS = 366 * 8;

/**
 * The first instant of a schedule at or after another one, in ms of the plant's own clock, which has no summer time:
 * epoch ms plus the offset. Null for a schedule that never comes, such as 30 February.
 */
export function nextFireMs(cron: Cron, fromMs: number): number | null {
  const startMs = Math.ceil(fromMs / MINUTE_MS) * MINUTE_MS;
  for (let day = 0; day < LONGEST_WAIT_DAYS; day++) {
    const midnightMs = Math.floor(startMs / DAY_MS) * DAY_MS + day * DAY_MS;
    if (!isDay(cron, new Date(midnightMs))) continue;
    for (let minute = 0; minute < 24 * 60; minute++) {
      const atMs = midnightMs + minute * MINUTE_MS;
      if (atMs >= startMs && cron.hours.has(Math.floor(minute / 60)) && cron.minutes.has(minute % 60)) return atMs;
    }
  }
  return null;
}

function isDay({ daysOfMonth, months, daysOfWeek, eitherDay }: Cron, date: Date): boolean {
  if (!months.has(date.getUTCMonth() + 1)) return false;
  const [ofMonth, ofWeek] = [daysOfMonth.has(date.getUTCDate()), daysOfWeek.has(date.getUTCDay())];
  return eitherDay ? ofMonth || ofWeek : ofMonth && ofWeek;
}
