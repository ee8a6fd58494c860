import { createHash, randomBytes } from 'node:crypto';

export const IDLE_MS = 60 * 60_000;
export const ABSOLUTE_MS = 12 * 60 * 60_000;
/** How exactly it is noted when a session was last used; less often than each request. */
export const NOTE_USE_EVERY_MS = 30_000;

export interface SessionTimes {
  createdAt: Date;
  lastSeenAt: Date;
  endedAt: Date | null;
}

/** A session lasts 60 min after its last use, 12 h in all, and no longer than until somebody ends it. */
export function isSessionOpen({ createdAt, lastSeenAt, endedAt }: SessionTimes, nowMs: number): boolean {
  return endedAt === null && nowMs - lastSeenAt.getTime() < IDLE_MS && nowMs - createdAt.getTime() < ABSOLUTE_MS;
}

/** What a session's cookie holds: 256 bits that nobody can guess. */
export function newSessionKey(): string {
  return randomBytes(32).toString('base64url');
}

export function hashOfKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
