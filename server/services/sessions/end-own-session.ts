import { type Principal, requireAction } from '#server/auth/principal.ts';
import { appendAudit } from '#server/stores/audit.ts';
import { database } from '#server/stores/database.ts';
import { endSessionRow } from '#server/stores/sessions.ts';

/** Signs out: the session counts for nothing from now on, whoever still has its cookie. */
export async function endOwnSession(actor: Principal, sessionId: string, now: Date = new Date()): Promise<void> {
  requireAction(actor, 'session.own');
  await database().$transaction(async (db) => {
    if (!(await endSessionRow(db, sessionId, now))) return;
    await appendAudit(db, {
      actor,
      action: 'session.own: sign out',
      target: { kind: 'user', id: actor.id },
      before: null,
      after: null,
    });
  });
}
