import type { Database } from '#server/stores/database.ts';
import { listSessionsById } from '#server/stores/sessions.ts';
import { listTokensById } from '#server/stores/tokens.ts';
import { listEnabledUserIds } from '#server/stores/user-accounts.ts';
import type { Credential } from './principal.ts';
import { isSessionOpen } from './session-rules.ts';
import { isTokenOpen } from './token-role.ts';

/**
 * Which of these sessions and tokens have ended since they were let in: signed out, run out, revoked, or of somebody who
 * may no longer sign in. Ids of theirs, in three questions whatever their number.
 */
export async function listEnded(db: Database, credentials: readonly Credential[], nowMs: number): Promise<Set<string>> {
  const idsOf = (kind: Credential['kind']) => [
    ...new Set(credentials.filter((one) => one.kind === kind).map(({ id }) => id)),
  ];
  const [sessionIds, tokenIds] = [idsOf('session'), idsOf('token')];
  const sessions = sessionIds.length === 0 ? [] : await listSessionsById(db, sessionIds);
  const tokens = tokenIds.length === 0 ? [] : await listTokensById(db, tokenIds);
  const open = [
    ...sessions.filter((session) => isSessionOpen(session, nowMs)).map(({ id, userId }) => ({ id, person: userId })),
    ...tokens.filter((token) => isTokenOpen(token, nowMs)).map(({ id, ownerId }) => ({ id, person: ownerId })),
  ];
  const people = [...new Set(open.flatMap(({ person }) => person ?? []))];
  const enabled = new Set(people.length === 0 ? [] : await listEnabledUserIds(db, people));
  const good = new Set(open.filter(({ person }) => person === null || enabled.has(person)).map(({ id }) => id));
  return new Set([...sessionIds, ...tokenIds].filter((id) => !good.has(id)));
}
