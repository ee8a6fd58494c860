import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import { fetchJson } from '#components/data/fetch-json.ts';
import {
  BULK_LIMIT,
  type BulkResult,
  bulkResultSchema,
  type FaultChange,
  type FaultView,
  faultDetailSchema,
  faultListSchema,
  faultSummarySchema,
  faultViewSchema,
} from '#server/domain/faults.ts';

const PAGE_FAULTS = 200;

/** Cases of a filter as the API takes it, a page at a time. The list before stays until the new one is there. */
export const faultsQuery = (filter: string) =>
  infiniteQueryOptions({
    queryKey: ['faults', 'list', filter],
    queryFn: ({ signal, pageParam }) => {
      const search = new URLSearchParams(filter);
      search.set('limit', String(PAGE_FAULTS));
      if (pageParam) search.set('cursor', pageParam);
      return fetchJson(faultListSchema, `/api/v1/faults?${search}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });

export const faultQuery = (faultId: string) =>
  queryOptions({
    queryKey: ['faults', 'one', faultId],
    queryFn: ({ signal }) => fetchJson(faultDetailSchema, `/api/v1/faults/${encodeURIComponent(faultId)}`, { signal }),
  });

const SUMMARY_REFETCH_MS = 120_000;

export const faultSummaryQuery = () =>
  queryOptions({
    queryKey: ['faults', 'summary'],
    queryFn: ({ signal }) => fetchJson(faultSummarySchema, '/api/v1/faults/summary', { signal }),
    refetchInterval: SUMMARY_REFETCH_MS,
  });

const post = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

export interface ChangedFaults extends BulkResult {
  /** Why it went no further; null when all was asked for. Earlier requests have done what they have done. */
  brokeOff: Error | null;
}

/** Does one thing to cases, in as many requests as it takes. Whatever the answer, everything about cases is asked again. */
export function useChangeFaults() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ change, faults }: { change: FaultChange; faults: readonly FaultView[] }) => {
      const result: ChangedFaults = { changed: [], refused: [], brokeOff: null };
      for (let start = 0; start < faults.length; start += BULK_LIMIT) {
        const seen = faults.slice(start, start + BULK_LIMIT).map(({ id, version }) => ({ id, version }));
        try {
          const part = await fetchJson(bulkResultSchema, '/api/v1/faults/bulk', post({ change, faults: seen }));
          result.changed.push(...part.changed);
          result.refused.push(...part.refused);
        } catch (error) {
          if (start === 0 || !(error instanceof Error)) throw error;
          return { ...result, brokeOff: error };
        }
      }
      return result;
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['faults'] }),
  });
}

export function useNoteFault() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ faultId, note }: { faultId: string; note: string }) =>
      fetchJson(faultViewSchema, `/api/v1/faults/${encodeURIComponent(faultId)}/note`, post({ note })),
    onSettled: () => client.invalidateQueries({ queryKey: ['faults'] }),
  });
}
