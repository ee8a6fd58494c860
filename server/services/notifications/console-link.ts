import type { Settings } from '#server/env.ts';

/** Address of a page of the console; null when nobody has said where the console is. */
export function consoleLink({ NOTIFY_LINK }: Settings, path: string): string | null {
  return NOTIFY_LINK === undefined ? null : `${NOTIFY_LINK.replace(/\/+$/, '')}${path}`;
}
