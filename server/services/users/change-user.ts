import { z } from 'zod';
import { type Principal, requireAction } from '#server/auth/principal.ts';
import { userChangeSchema } from '#server/domain/users.ts';
import { HeliographError } from '#server/errors.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { appendAudit } from '#server/stores/audit.ts';
import { database } from '#server/stores/database.ts';
import { endSessionsOfUser } from '#server/stores/sessions.ts';
import { lockUser, setUserDisabledAt } from '#server/stores/user-accounts.ts';

const inputSchema = userChangeSchema.extend({ userId: z.uuid('must be the id of a user') });

/** Disables an account, which ends its sessions, or enables it again. Administrators cannot disable themselves. */
export async function changeUser(actor: Principal, input: unknown, now: Date = new Date()): Promise<void> {
  requireAction(actor, 'users.manage');
  const { userId, disabled } = parseInput(inputSchema, input);
  if (disabled && actor.kind === 'user' && actor.id === userId) {
    throw new HeliographError('conflict', 'you cannot disable yourself: ask another administrator');
  }
  await database().$transaction(async (db) => {
    const user = await lockUser(db, userId);
    if (!user) throw new HeliographError('not_found', `there is no user ${userId}`);
    const before = user.disabledAt !== null;
    if (before === disabled) return;
    await setUserDisabledAt(db, userId, disabled ? now : null);
    const ended = disabled ? await endSessionsOfUser(db, userId, now) : 0;
    await appendAudit(db, {
      actor,
      action: `users.manage: ${disabled ? 'disable' : 'enable'}`,
      target: { kind: 'user', id: userId },
      before: { disabled: before },
      after: { disabled, ...(disabled ? { endedSessions: ended } : {}) },
    });
  });
}
