import { HeliographError } from '#server/errors.ts';

/** What a caller hands back for the next page: opaque, and bound to its list. */
export function encodeCursor(list: string, after: string): string;
export function encodeCursor(list: string, after: string | null): string | null;
export function encodeCursor(list: string, after: string | null): string | null {
  return after === null ? null : Buffer.from(JSON.stringify([list, after])).toString('base64url');
}

/** Where a page begins; undefined for the first. Throws `invalid_input` for anything that is no cursor of this list. */
export function decodeCursor(
  list: string,
  cursor: string | undefined,
  pattern: Pick<RegExp, 'test'>,
): string | undefined {
  if (cursor === undefined) return undefined;
  const after = afterOf(list, cursor);
  if (after === null || !pattern.test(after)) {
    throw new HeliographError('invalid_input', 'cursor: not one that this list has given; begin without');
  }
  return after;
}

function afterOf(list: string, cursor: string): string | null {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (!Array.isArray(parsed) || parsed.length !== 2 || parsed[0] !== list) return null;
    return typeof parsed[1] === 'string' ? parsed[1] : null;
  } catch {
    return null;
  }
}
