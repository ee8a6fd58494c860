import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import { call } from '#components/data/call.ts';
import { PAGES } from '#components/data/pages.ts';
import * as api from '#domain/api/faults.ts';
import { BULK_LIMIT, type BulkResult, type FaultChange, type FaultQuery, type FaultView } from '#domain/faults.ts';

const PAGE_FAULTS = 200;

/** Faults of a filter, a page at a time. The list before stays until the new one is there. */
export const faultsQuery = (filter: FaultQuery) =>
  infiniteQueryOptions({
    queryKey: ['faults', 'list', filter],
    queryFn: ({ signal, pageParam: cursor }) =>
      call(api.listFaults, { query: { ...filter, limit: PAGE_FAULTS, cursor }, signal }),
    ...PAGES,
    placeholderData: keepPreviousData,
  });

export const faultQuery = (faultId: string) =>
  queryOptions({
    queryKey: ['faults', 'one', faultId],
    queryFn: ({ signal }) => call(api.getFault, { params: { faultId }, signal }),
  });

const SUMMARY_REFETCH_MS = 120_000;

export const faultSummaryQuery = () =>
  queryOptions({
    queryKey: ['faults', 'summary'],
    queryFn: ({ signal }) => call(api.summarizeFaults, { signal }),
    refetchInterval: SUMMARY_REFETCH_MS,
  });

export interface ChangedFaults extends BulkResult {
  /** Why it went no further; null when all was asked for. Earlier requests have done what they have done. */
  brokeOff: Error | null;
}

/** Does one thing to faults, in as many requests as it takes. Whatever the answer, everything about faults is asked again. */
export function useChangeFaults() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ change, faults }: { change: FaultChange; faults: readonly FaultView[] }) => {
      const result: ChangedFaults = { changed: [], refused: [], brokeOff: null };
      for (let start = 0; start < faults.length; start += BULK_LIMIT) {
        const seen = faults.slice(start, start + BULK_LIMIT).map(({ id, version }) => ({ id, version }));
        try {
          const part = await call(api.changeManyFaults, { body: { change, faults: seen } });
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
      call(api.noteFault, { params: { faultId }, body: { note } }),
    onSettled: () => client.invalidateQueries({ queryKey: ['faults'] }),
  });
}
