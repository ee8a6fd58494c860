import type { UserList } from '#domain/users.ts';
import { requireAction } from '#server/auth/principal.ts';
import { ABSOLUTE_MS, IDLE_MS } from '#server/auth/session-rules.ts';
import type { InstallationContext } from '#server/services/context.ts';
import { listUserRows } from '#server/stores/user-accounts.ts';

const LIMIT = 500;

/** Who has signed in, last seen first, with their open sessions; the 500 that were here last. */
export async function listUsers({ db, now, principal }: InstallationContext): Promise<UserList> {
  requireAction(principal, 'users.manage');
  const nowMs = now().getTime();
  const since = { created: new Date(nowMs - ABSOLUTE_MS), used: new Date(nowMs - IDLE_MS) };
  const rows = await listUserRows(db, since, LIMIT);
  return {
    users: rows.map(({ id, name, email, role, createdAt, lastSeenAt, disabledAt, sessions }) => ({
      id,
      name,
      email,
      role,
      createdAt: createdAt.toISOString(),
      lastSeenAt: lastSeenAt.toISOString(),
      disabledAt: disabledAt?.toISOString() ?? null,
      sessions: sessions.map((session) => ({
        createdAt: session.createdAt.toISOString(),
        lastSeenAt: session.lastSeenAt.toISOString(),
        address: session.address,
      })),
    })),
  };
}
