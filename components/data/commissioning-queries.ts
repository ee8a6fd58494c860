import { infiniteQueryOptions, keepPreviousData, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '#components/data/call.ts';
import { PAGES } from '#components/data/pages.ts';
import * as api from '#domain/api/commissioning.ts';
import type { FindingState } from '#domain/commissioning.ts';

const PAGE_FINDINGS = 50;
const KEY = 'commissioning';

/** The plant's findings in a state, in the order in which they first came up. */
export const findingsQuery = (state: FindingState) =>
  infiniteQueryOptions({
    queryKey: [KEY, state],
    queryFn: ({ signal, pageParam: cursor }) =>
      call(api.listFindings, { query: { state, limit: PAGE_FINDINGS, cursor }, signal }),
    ...PAGES,
    placeholderData: keepPreviousData,
  });

export function useCheckCommissioning() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call(api.checkCommissioning, { body: {} }),
    onSettled: () => client.invalidateQueries({ queryKey: [KEY] }),
  });
}

/** Applies or ignores a finding. What the registry says of arrays may be another afterwards. */
export function useDecideFinding() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ findingId, verb }: { findingId: string; verb: 'apply' | 'ignore' }) =>
      call(verb === 'apply' ? api.applyFinding : api.ignoreFinding, { params: { findingId } }),
    onSettled: () => client.invalidateQueries(),
  });
}
