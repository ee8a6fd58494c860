import { database } from '#server/stores/database.ts';
import { findSession, noteSessionUse } from '#server/stores/sessions.ts';
import { sessionKeyOf } from './session-cookie.ts';
import { hashOfKey, isSessionOpen, NOTE_USE_EVERY_MS } from './session-rules.ts';

/**
 * The open session of a request's cookie, with its user; null when there is none, it has ended or run out, or the user is
 * disabled. Nothing of it is kept between requests: what ends a session ends it for the next request.
 */
export async function findOpenSession(headers: Headers, nowMs: number = Date.now()) {
  const key = await sessionKeyOf(headers);
  return key === null ? null : findOpenSessionByKey(key, nowMs);
}

export async function findOpenSessionByKey(key: string, nowMs: number) {
  const session = await findSession(database(), hashOfKey(key));
  if (!session || !isSessionOpen(session, nowMs) || session.user.disabledAt !== null) return null;
  if (nowMs - session.lastSeenAt.getTime() >= NOTE_USE_EVERY_MS) {
    await noteSessionUse(database(), session.id, session.userId, new Date(nowMs));
  }
  return session;
}
