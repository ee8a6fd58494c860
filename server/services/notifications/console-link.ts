import type { Settings } from '#server/env.ts';

/** Address of a plant's page in the console; null when nobody has said where the console is. */
export function consoleLink({ NOTIFY_LINK, HELIOGRAPH_PLANT }: Settings, plantId: string, path: string): string | null {
  if (NOTIFY_LINK === undefined) return null;
  const plant = plantId === HELIOGRAPH_PLANT ? '' : `/plants/${plantId}`;
  return `${NOTIFY_LINK.replace(/\/+$/, '')}${plant}${path}`;
}
