import { requestFacts } from '#server/request-facts.ts';
import type { Database } from '#server/stores/database.ts';
import { Prisma } from '../../prisma/generated/client.ts';

export type AuditValue = Prisma.InputJsonObject;

export interface NewAuditEntry {
  actor: { kind: string; id: string; name: string; address: string | null };
  /** An action of server/domain/actions.ts, and what of it was done: `faults.triage: acknowledge`. */
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

export interface AuditQuery {
  actor?: string | undefined;
  action?: string | undefined;
  target?: string | undefined;
  /** Inclusive and exclusive. */
  since?: Date | undefined;
  until?: Date | undefined;
  /** Id of the last entry of the page before. */
  before?: bigint | undefined;
  limit: number;
}

/** Newest first. */
export function listAuditRows(db: Database, query: AuditQuery) {
  const { actor, action, target, since, until, before, limit } = query;
  const every: Prisma.AuditEntryWhereInput[] = [];
  if (actor !== undefined) {
    every.push({ OR: [{ actorId: actor }, { actorName: { contains: actor, mode: 'insensitive' } }] });
  }
  if (action !== undefined) every.push({ action: { startsWith: action } });
  if (target !== undefined) every.push({ OR: [{ targetId: target }, { targetKind: target }] });
  if (since !== undefined) every.push({ at: { gte: since } });
  if (until !== undefined) every.push({ at: { lt: until } });
  if (before !== undefined) every.push({ id: { lt: before } });
  return db.auditEntry.findMany({ where: { AND: every }, orderBy: { id: 'desc' }, take: limit });
}

export type AuditRow = Awaited<ReturnType<typeof listAuditRows>>[number];
