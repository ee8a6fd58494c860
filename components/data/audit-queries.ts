import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { call } from '#components/data/call.ts';
import { PAGES } from '#components/data/pages.ts';
import { listAudit } from '#domain/api/audit.ts';
import type { AuditFilter } from '#domain/audit.ts';

const PAGE_ENTRIES = 50;

/** The log of changes, newest first, as far as a filter lets it through. */
export const auditQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['audit', filter],
    queryFn: ({ signal, pageParam: cursor }) =>
      call(listAudit, { query: { ...filter, limit: PAGE_ENTRIES, cursor }, signal }),
    ...PAGES,
    placeholderData: keepPreviousData,
  });
