import type { z } from 'zod';
import { type AuditEntry, type AuditFilter, auditEntrySchema } from '#domain/audit.ts';
import { plantDayStartMs, shiftPlantDay } from '#domain/plant-day.ts';
import type { AuditQuery, AuditRow } from '#server/stores/audit.ts';

/** A filter as the store takes it: days become the instants at which they begin and end in the plant's time. */
export function auditQueryOf(filter: AuditFilter, utcOffsetMinutes: number): Omit<AuditQuery, 'limit' | 'before'> {
  const { actor, action, target, from, to } = filter;
  const startOf = (day: string) => new Date(plantDayStartMs(day, utcOffsetMinutes));
  return {
    actor,
    action,
    target,
    since: from === undefined ? undefined : startOf(from),
    until: to === undefined ? undefined : startOf(shiftPlantDay(to, 1)),
  };
}

export function auditEntryOf(row: AuditRow): AuditEntry {
  const entry: z.input<typeof auditEntrySchema> = {
    id: String(row.id),
    at: row.at.toISOString(),
    actor: { kind: kindOf(row.actorKind), id: row.actorId, name: row.actorName },
    address: row.address,
    requestId: row.requestId,
    action: row.action,
    target: { kind: row.targetKind, id: row.targetId },
    before: auditEntrySchema.shape.before.parse(row.before),
    after: auditEntrySchema.shape.after.parse(row.after),
  };
  return entry;
}

function kindOf(kind: string): AuditEntry['actor']['kind'] {
  return kind === 'user' || kind === 'token' ? kind : 'system';
}
