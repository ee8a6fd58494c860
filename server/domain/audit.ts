import { z } from 'zod';
import { plantDaySchema } from './plant-day.ts';
import { plantViewSchema } from './views.ts';

// JSON within JSON has no end, and a type of it none either: values may be anything.
const wordsSchema = z.record(z.string(), z.unknown());

/** One change that somebody made: what it was on, and how that was before and after. */
export const auditEntrySchema = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  actor: z.object({ kind: z.enum(['user', 'token', 'system']), id: z.string(), name: z.string() }),
  address: z.string().nullable(),
  requestId: z.string().nullable(),
  action: z.string(),
  target: z.object({ kind: z.string(), id: z.string() }),
  /** Null for what did not exist before, or does not any more. */
  before: wordsSchema.nullable(),
  after: wordsSchema.nullable(),
});

export const auditListSchema = z.object({
  plant: plantViewSchema,
  entries: z.array(auditEntrySchema),
  nextCursor: z.string().nullable(),
});

const wordSchema = z.string().trim().min(1).max(200);

/** Which entries are asked for; the days are plant days, both of them included. */
export const auditFilterSchema = z.object({
  /** Id of who made the change, or a part of the name. */
  actor: wordSchema.optional(),
  /** How the action begins: `faults.triage` finds `faults.triage: acknowledge`. */
  action: wordSchema.optional(),
  /** Id of what was changed, or its kind. */
  target: wordSchema.optional(),
  from: plantDaySchema.optional(),
  to: plantDaySchema.optional(),
});

export type AuditEntry = z.infer<typeof auditEntrySchema>;
export type AuditList = z.infer<typeof auditListSchema>;
export type AuditFilter = z.infer<typeof auditFilterSchema>;
export type AuditWords = z.infer<typeof wordsSchema>;

/** One field that a change touched, each side as text; null where the field was not there. */
export interface Difference {
  field: string;
  before: string | null;
  after: string | null;
}

/** What differs between before and after, field by field (`filter.state` for a field in a field), in order of name. */
export function differencesOf(before: AuditWords | null, after: AuditWords | null): Difference[] {
  const [old, now] = [flat(before ?? {}), flat(after ?? {})];
  const fields = [...new Set([...old.keys(), ...now.keys()])].sort();
  return fields
    .map((field) => ({ field, before: old.get(field) ?? null, after: now.get(field) ?? null }))
    .filter((difference) => difference.before !== difference.after);
}

function flat(words: object, prefix = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of Object.entries(words)) {
    const field = `${prefix}${name}`;
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
      for (const [inner, text] of flat(value, `${field}.`)) found.set(inner, text);
    } else if (value !== null) {
      found.set(field, typeof value === 'string' ? value : JSON.stringify(value));
    }
  }
  return found;
}
