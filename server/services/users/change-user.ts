import { z } from 'zod';
import { userChangeSchema } from '#domain/users.ts';
import { requireAction } from '#server/auth/principal.ts';
import { HeliographError } from '#server/errors.ts';
import type { InstallationContext } from '#server/services/context.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { appendAudit } from '#server/stores/audit.ts';
import { inTransaction } from '#server/stores/database.ts';
import { endSessionsOfUser } from '#server/stores/sessions.ts';
import { revokeTokensOf } from '#server/stores/tokens.ts';
import { lockAdmins, lockUser, setUserDisabledAt } from '#server/stores/user-accounts.ts';

const inputSchema = userChangeSchema.extend({ userId: z.uuid('must be the id of a user') });

/**
 * Disables an account, which ends its sessions and revokes its tokens for good, or enables it again. Administrators cannot
 * disable themselves, nor can a token of theirs, and nobody the last administrator: no one could undo it.
 */
export async function changeUser(context: InstallationContext, input: unknown): Promise<void> {
  const { principal: actor } = context;
  const now = context.now();
  requireAction(actor, 'users.manage');
  const { userId, disabled } = parseInput(inputSchema, input);
  if (disabled && actor.personId === userId) {
    throw new HeliographError('conflict', 'you cannot disable yourself: ask another administrator');
  }
  await inTransaction(context.db, async (db) => {
    const admins = disabled ? await lockAdmins(db) : [];
    const user = await lockUser(db, userId);
    if (!user) throw new HeliographError('not_found', `there is no user ${userId}`);
    const before = user.disabledAt !== null;
    if (before === disabled) return;
    if (admins.length === 1 && admins[0] === userId) {
      throw new HeliographError('conflict', 'this is the last administrator: make another one first');
    }
    await setUserDisabledAt(db, userId, disabled ? now : null);
    const ended = disabled ? await endSessionsOfUser(db, userId, now) : 0;
    // At enabling, too: a request that was under way when the account was disabled may have made one since.
    const revoked = await revokeTokensOf(db, userId, now);
    await appendAudit(db, {
      actor,
      action: `users.manage: ${disabled ? 'disable' : 'enable'}`,
      target: { kind: 'user', id: userId },
      before: { disabled: before },
      after: { disabled, ...(disabled ? { endedSessions: ended, revokedTokens: revoked } : {}) },
    });
  });
}
