import { z } from 'zod';
import { requireAction } from '#server/auth/principal.ts';
import { HeliographError } from '#server/errors.ts';
import type { InstallationContext } from '#server/services/context.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { appendAudit } from '#server/stores/audit.ts';
import { inTransaction } from '#server/stores/database.ts';
import { endSessionsOfUser } from '#server/stores/sessions.ts';
import { lockUser } from '#server/stores/user-accounts.ts';

const inputSchema = z.object({ userId: z.uuid('must be the id of a user') });

/** Signs somebody out everywhere; they may sign in again. */
export async function endUserSessions(context: InstallationContext, input: unknown): Promise<void> {
  const { principal: actor } = context;
  requireAction(actor, 'users.manage');
  const { userId } = parseInput(inputSchema, input);
  await inTransaction(context.db, async (db) => {
    if (!(await lockUser(db, userId))) throw new HeliographError('not_found', `there is no user ${userId}`);
    const ended = await endSessionsOfUser(db, userId, context.now());
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
