import { z } from 'zod';
import { type Principal, requireAction } from '#server/auth/principal.ts';
import { HeliographError } from '#server/errors.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { appendAudit } from '#server/stores/audit.ts';
import { inTransaction } from '#server/stores/database.ts';
import { endSessionsOfUser } from '#server/stores/sessions.ts';
import { lockUser } from '#server/stores/user-accounts.ts';

const inputSchema = z.object({ userId: z.uuid('must be the id of a user') });

/** Signs somebody out everywhere; they may sign in again. */
export async function endUserSessions(actor: Principal, input: unknown, now: Date = new Date()): Promise<void> {
  requireAction(actor, 'users.manage');
  const { userId } = parseInput(inputSchema, input);
  await inTransaction(async (db) => {
    if (!(await lockUser(db, userId))) throw new HeliographError('not_found', `there is no user ${userId}`);
    const ended = await endSessionsOfUser(db, userId, now);
    if (ended === 0) return;
    await appendAudit(db, {
      actor,
      action: 'users.manage: end sessions',
      target: { kind: 'user', id: userId },
      before: { sessions: ended },
      after: { sessions: 0 },
    });
  });
}
