import { readSettings } from '#server/env.ts';

/** Address of a page of the console; null when nobody has said where the console is. */
export function consoleLink(path: string): string | null {
  const { NOTIFY_LINK } = readSettings();
  return NOTIFY_LINK === undefined ? null : `${NOTIFY_LINK.replace(/\/+$/, '')}${path}`;
}
