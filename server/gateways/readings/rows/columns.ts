import { CHANNELS } from '#domain/channels.ts';
import { printable } from '#domain/printable.ts';
import { HeliographError } from '#server/errors.ts';

/** Columns a file of readings must have, by these names. */
export const READING_COLUMNS = ['deviceId', 'timestamp', ...CHANNELS] as const;

export type ReadingColumn = (typeof READING_COLUMNS)[number];

const SHOWN_COLUMNS = 20;

/** A name as people mean it: device_id and DeviceID are deviceId. */
const meantBy = (name: string) =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
const OURS = new Map<string, ReadingColumn>(READING_COLUMNS.map((column) => [meantBy(column), column]));

/**
 * Refuses columns that are not those of readings: one that is missing, and one that comes twice. Throws `invalid_input`
 * that names it.
 */
export function requireColumns(found: readonly string[], file: string): void {
  const twice = columnTwice(found);
  if (twice !== null) throw new HeliographError('invalid_input', `${file} ${twice}`);
  const missing = READING_COLUMNS.filter((column) => !found.includes(column));
  if (missing.length === 0) return;
  throw new HeliographError(
    'invalid_input',
    `${file} lacks the column${missing.length > 1 ? 's' : ''} ${missing.join(', ')}: it has ${listOf(found)}`,
  );
}

/**
 * Why nobody knows which column counts, or null: the same name twice, in any case, or a second spelling of one of ours.
 */
export function columnTwice(found: readonly string[]): string | null {
  const seen = new Map<string, string>();
  for (const name of found) {
    const meant = meantBy(name);
    const key = OURS.has(meant) ? meant : `other ${name.toLowerCase()}`;
    const before = seen.get(key);
    if (before !== undefined && name !== '') {
      const spelled = before === name ? `${quoted(name)} twice` : `${quoted(before)} and again as ${quoted(name)}`;
      return `has the column ${spelled}: which one counts?`;
    }
    seen.set(key, name);
  }
  return null;
}

const quoted = (name: string) => `"${printable(name.slice(0, 60))}"`;

/** Names of columns for a message: the first of them, harmless. */
export function listOf(names: readonly string[]): string {
  if (names.length === 0) return 'none';
  const shown = names.slice(0, SHOWN_COLUMNS).map((name) => printable(name.slice(0, 60)));
  return `${shown.join(', ')}${names.length > SHOWN_COLUMNS ? ` and ${names.length - SHOWN_COLUMNS} more` : ''}`;
}
