import { requestFacts } from '#server/request-facts.ts';
import type { Database } from '#server/stores/database.ts';
import { Prisma } from '../../prisma/generated/client.ts';

export type AuditValue = Prisma.InputJsonObject;

export interface NewAuditEntry {
  actor: { kind: string; id: string; name: string; address: string | null };
  /** An action of server/auth/actions.ts, and what of it was done: `faults.triage: acknowledge`. */
  action: string;
  target: { kind: string; id: string };
  /** Null for what did not exist before, or does not any more. */
  before: AuditValue | null;
  after: AuditValue | null;
}

/** Adds the id of the request it works for. To be called in the transaction of the change: without its row in the log a change does not happen. */
export async function appendAudit(db: Database, entry: NewAuditEntry): Promise<void> {
  const { actor, action, target, before, after } = entry;
  await db.auditEntry.create({
    data: {
      actorKind: actor.kind,
      actorId: actor.id,
      actorName: actor.name,
      address: actor.address,
      requestId: requestFacts()?.requestId ?? null,
      action,
      targetKind: target.kind,
      targetId: target.id,
      before: before ?? Prisma.DbNull,
      after: after ?? Prisma.DbNull,
    },
  });
}
