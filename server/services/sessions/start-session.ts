import { hashOfKey, newSessionKey } from '#server/auth/session-rules.ts';
import { HeliographError } from '#server/errors.ts';
import type { SystemContext } from '#server/services/context.ts';
import { appendAudit } from '#server/stores/audit.ts';
import { inTransaction } from '#server/stores/database.ts';
import { deleteSessionsBefore, insertSession } from '#server/stores/sessions.ts';
import { type SeenUser, upsertUser } from '#server/stores/user-accounts.ts';

const KEEP_MS = 30 * 24 * 60 * 60_000;

export interface SignIn extends SeenUser {
  idToken: string | null;
  address: string | null;
}

/**
 * Begins a session of somebody whom the provider vouches for, and returns its key, which is kept nowhere else. Throws
 * `forbidden` when an administrator has disabled the account.
 */
export async function startSession(context: SystemContext, { idToken, address, ...seen }: SignIn): Promise<string> {
  const now = context.now();
  const key = newSessionKey();
  await inTransaction(context.db, async (db) => {
    const user = await upsertUser(db, seen, now);
    const name = user.email ?? user.name;
    if (user.disabledAt !== null) {
      throw new HeliographError('forbidden', `the account of ${name} is disabled: an administrator can enable it`);
    }
    const { role, plantRoles } = seen;
    const session = { keyHash: hashOfKey(key), userId: user.id, role, plantRoles, address, idToken, at: now };
    await insertSession(db, session);
    await deleteSessionsBefore(db, new Date(now.getTime() - KEEP_MS));
    await appendAudit(db, {
      actor: { kind: 'user', id: user.id, name, address },
      action: 'session.own: sign in',
      target: { kind: 'user', id: user.id },
      before: null,
      after: { role, ...(plantRoles && { plants: plantRoles }) },
    });
  });
  return key;
}
