import { parse } from 'csv-parse/sync';
import { HeliographError } from '#server/errors.ts';

// Attributes of distinguished names (RFC 4514, 3), and any other by its number.
const NAME_PART = /^\s*(CN|L|ST|O|OU|C|STREET|DC|UID|\d+(\.\d+)+)\s*=/i;
const UNESCAPED_COMMA = /(?<!\\)(?:\\\\)*,/;

/**
 * The groups of a setting: one a line, or with commas between, where a name with a comma stands in double quotes (`""` for
 * a quote in it). A single distinguished name needs none. Throws `invalid_input` for a list that could mean two things:
 * parts of a distinguished name must never pass for groups.
 */
export function parseGroupNames(text: string): string[] {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const names = lines.length > 1 ? lines.map((line) => (isQuoted(line) ? oneOf(line) : line.trim())) : listOf(text);
  if (names.length === 0 || names.includes('')) throw new HeliographError('invalid_input', 'must be names of groups');
  return names;
}

function listOf(text: string): string[] {
  const parts = text.includes('"') ? [] : partsOf(text);
  if (parts.length > 1 && parts.some((part) => NAME_PART.test(part))) {
    if (parts.every((part) => NAME_PART.test(part))) return [text.trim()];
    throw new HeliographError(
      'invalid_input',
      'holds a distinguished name among others: put each name in double quotes, or one on a line',
    );
  }
  return quotedListOf(text);
}

/** Split at the commas that RFC 4514 does not escape. */
function partsOf(text: string): string[] {
  const comma = UNESCAPED_COMMA.exec(text);
  if (!comma) return [text];
  const end = comma.index + comma[0].length;
  return [text.slice(0, end - 1), ...partsOf(text.slice(end))];
}

const isQuoted = (line: string) => line.trim().startsWith('"');

function oneOf(line: string): string {
  const names = quotedListOf(line);
  if (names.length === 1) return names[0] ?? '';
  throw new HeliographError('invalid_input', 'has several names on a line: one on each, or all with commas between');
}

function quotedListOf(text: string): string[] {
  try {
    const [record = []] = parse(text, { trim: true, relax_column_count: true });
    return record;
  } catch {
    throw new HeliographError('invalid_input', 'has a double quote that does not enclose a whole name');
  }
}
