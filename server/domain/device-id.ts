import { z } from 'zod';
import { isPrintable } from '#domain/printable.ts';

/** Characters of a deviceId at most, as the database keeps it. */
export const LONGEST_DEVICE_ID = 64;

/** What a deviceId is, for messages. */
export const DEVICE_ID_RULE = `1 to ${LONGEST_DEVICE_ID} printable characters without a space at either end`;

/**
 * True for the id of a device: any text that can be seen, as makers of inverters and data loggers give them. "." and ".."
 * are none: no address can have them as a part.
 */
export function isDeviceId(text: string): boolean {
  if (text === '' || text.length > LONGEST_DEVICE_ID || text === '.' || text === '..') return false;
  return text.trim() === text && isPrintable(text);
}

export const deviceIdSchema = z.string().refine(isDeviceId, `expected ${DEVICE_ID_RULE}`);

/** Where the console shows an array: its id may hold what an address writes otherwise. */
export const arrayPath = (deviceId: string) => `/arrays/${encodeURIComponent(deviceId)}`;
