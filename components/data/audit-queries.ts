import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { fetchJson } from '#components/data/fetch-json.ts';
import { type AuditFilter, auditListSchema } from '#server/domain/audit.ts';

const PAGE_ENTRIES = 50;

/** The log of changes, newest first, as far as a filter lets it through. */
export const auditQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['audit', filter],
    queryFn: ({ signal, pageParam }) => {
      const search = searchOf(filter);
      search.set('limit', String(PAGE_ENTRIES));
      if (pageParam) search.set('cursor', pageParam);
      return fetchJson(auditListSchema, `/api/v1/audit?${search}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });

export function auditExportHref(filter: AuditFilter, format: 'csv' | 'ndjson'): string {
  const search = searchOf(filter);
  search.set('format', format);
  return `/api/v1/audit/export?${search}`;
}

function searchOf(filter: AuditFilter): URLSearchParams {
  return new URLSearchParams(
    Object.entries(filter).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
