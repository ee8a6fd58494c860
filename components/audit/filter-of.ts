import { type AuditFilter, auditFilterSchema } from '#domain/audit.ts';

export const FILTER_FIELDS = ['actor', 'action', 'target', 'from', 'to'] as const;

export type FilterField = (typeof FILTER_FIELDS)[number];

/** The filter that the URL holds; a field with a bad value counts as none. */
export function filterOf(search: { get(name: string): string | null }): AuditFilter {
  const filter: AuditFilter = {};
  for (const field of FILTER_FIELDS) {
    const parsed = auditFilterSchema.shape[field].safeParse(search.get(field) || undefined);
    if (parsed.success && parsed.data !== undefined) filter[field] = parsed.data;
  }
  return filter;
}
