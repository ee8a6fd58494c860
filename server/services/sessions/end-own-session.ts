import { requireAction } from '#server/auth/principal.ts';
import type { InstallationContext } from '#server/services/context.ts';
import { appendAudit } from '#server/stores/audit.ts';
import { inTransaction } from '#server/stores/database.ts';
import { endSessionRow, listSessionsById } from '#server/stores/sessions.ts';

/**
 * Signs out: the session counts for nothing from now on, whoever still has its cookie. Gives what the provider wants back
 * at sign-out; null when there is none, and for who comes second.
 */
export async function endOwnSession(
  context: InstallationContext,
  sessionId: string,
): Promise<{ idToken: string | null }> {
  const { principal: actor } = context;
  requireAction(actor, 'session.own');
  return inTransaction(context.db, async (db) => {
    const [session] = await listSessionsById(db, [sessionId]);
    if (!session || !(await endSessionRow(db, sessionId, context.now()))) return { idToken: null };
    await appendAudit(db, {
      actor,
      action: 'session.own: sign out',
      target: { kind: 'user', id: actor.id },
      before: null,
      after: null,
    });
    return { idToken: session.idToken };
  });
}
