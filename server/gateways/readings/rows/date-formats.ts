import type { TimeFormat } from '#domain/column-map.ts';

const EPOCH_MS: Partial<Record<TimeFormat, number>> = { s: 1000, ms: 1, us: 1e-3, ns: 1e-6 };
/** Day, month and year in whatever order, then the time of day and what stands behind it. */
const WRITTEN =
  /^(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(?:,? +|[Tt])(\d{1,2}):(\d{2})(:\d{2}(?:[.,]\d{1,12})?)?(?: ?([AaPp])\.?[Mm]\.?)?( ?(?:[Zz]|UTC|[+-]\d{2}(?::?\d{2})?))?$/;

/** Milliseconds of one unit of a format that is a number; undefined for one that is text. */
export const epochUnitMs = (format: TimeFormat): number | undefined => EPOCH_MS[format];

/**
 * The ISO 8601 text of a time that is written in a format of days; undefined when it is written otherwise. Whether there is
 * such a day is not looked at.
 */
export function isoOf(text: string, format: TimeFormat): string | undefined {
  if (format === 'iso') return text;
  const match = WRITTEN.exec(text);
  const separator = format.replace(/[a-z]/g, '')[0];
  if (!match || match[2] !== separator) return undefined;
  const parts = format.split(/[./-]/);
  const digits = [match[1], match[3], match[4]];
  const dated: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    const found = digits[index] ?? '';
    if (part.startsWith('y') ? found.length !== part.length : found.length > 2) return undefined;
    dated[part.slice(0, 1)] = found.padStart(2, '0');
  }
  const hour = hourOf(Number(match[5]), match[8]);
  if (hour === undefined) return undefined;
  const year = dated.y?.length === 2 ? `20${dated.y}` : dated.y;
  return `${year}-${dated.m}-${dated.d} ${hour}:${match[6]}${match[7] ?? ''}${match[9] ?? ''}`;
}

/** Hour of the day, two digits; with a half of the day of 1 to 12. */
function hourOf(hour: number, half: string | undefined): string | undefined {
  if (half === undefined) return String(hour).padStart(2, '0');
  if (hour < 1 || hour > 12) return undefined;
  return String((hour % 12) + (/p/i.test(half) ? 12 : 0)).padStart(2, '0');
}

/** Formats that texts could be written in, of those that every one of them fits. */
export function formatsThatFit(texts: readonly string[], formats: readonly TimeFormat[]): TimeFormat[] {
  return formats.filter((format) => texts.every((text) => fits(text, format)));
}

function fits(text: string, format: TimeFormat): boolean {
  const [, month = '0', day = '0'] = /^\d+-(\d+)-(\d+)/.exec(isoOf(text, format) ?? '') ?? [];
  return Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31;
}

/** What to say of a time that is no ISO 8601 but a known way to write one; empty for anything else. */
export function formatAdvice(text: string): string {
  const dotted = formatsThatFit([text], ['dd.mm.yyyy', 'yyyy/mm/dd']);
  if (dotted[0]) return `; --map timestamp=COLUMN:${dotted[0]} reads it`;
  const slashed = formatsThatFit([text], ['dd/mm/yyyy', 'mm/dd/yyyy']);
  if (slashed.length === 2) return `; day or month first? --map timestamp=COLUMN:dd/mm/yyyy, or mm/dd/yyyy`;
  return slashed[0] ? `; --map timestamp=COLUMN:${slashed[0]} reads it` : '';
}
