'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '#components/data/call.ts';
import { runQuery } from '#components/data/queries.ts';
import { listRunEvents } from '#domain/api/runs.ts';

/** A run comes with so many lines of its log at most. */
const FIRST_PAGE = 1000;

/** Adds the lines of a long log that follow those that are there. */
export function useLaterEvents(runId: string) {
  const client = useQueryClient();
  const { queryKey } = runQuery(runId);
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: () => {
      const last = client.getQueryData(queryKey)?.events.at(-1)?.id ?? '0';
      return call(listRunEvents, { params: { runId }, query: { cursor: last, limit: FIRST_PAGE } });
    },
    onSuccess: ({ events }) =>
      client.setQueryData(queryKey, (run) => run && { ...run, events: [...run.events, ...events] }),
  });
  return { load: () => mutate(), firstPage: FIRST_PAGE, atEnd: data?.nextCursor === null, error, isPending };
}
