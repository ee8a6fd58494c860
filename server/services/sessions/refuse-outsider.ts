import { systemPrincipal } from '#server/auth/principal.ts';
import type { SystemContext } from '#server/services/context.ts';
import { appendAudit } from '#server/stores/audit.ts';
import { inTransaction } from '#server/stores/database.ts';
import { endSessionsOfUser } from '#server/stores/sessions.ts';
import { revokeTokensOf } from '#server/stores/tokens.ts';
import { findUserOfProvider } from '#server/stores/user-accounts.ts';

/**
 * Somebody whom the provider counts in no group of ours any more: what they had from before, sessions and personal
 * tokens, ends with the sign-in that is refused. Nothing happens to who never was here.
 */
export async function refuseOutsider(
  context: SystemContext,
  person: { issuer: string; subject: string },
  address: string | null,
): Promise<void> {
  const now = context.now();
  await inTransaction(context.db, async (db) => {
    const user = await findUserOfProvider(db, person);
    if (!user) return;
    const sessions = await endSessionsOfUser(db, user.id, now);
    const tokens = await revokeTokensOf(db, user.id, now);
    if (sessions + tokens === 0) return;
    await appendAudit(db, {
      actor: { ...systemPrincipal('sign-in'), address },
      action: 'users.manage: in no group any more',
      target: { kind: 'user', id: user.id },
      before: { sessions, tokens },
      after: { sessions: 0, tokens: 0 },
    });
  });
}
