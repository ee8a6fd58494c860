'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { fetchJson } from '#components/data/fetch-json.ts';
import { runQuery } from '#components/data/queries.ts';
import { runPath } from '#components/data/run-queries.ts';
import { runEventPageSchema } from '#server/domain/run-events.ts';

/** A run comes with so many lines of its log at most. */
const FIRST_PAGE = 1000;

/** Adds the lines of a long log that follow those that are there. */
export function useLaterEvents(runId: string) {
  const client = useQueryClient();
  const { queryKey } = runQuery(runId);
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: () => {
      const last = client.getQueryData(queryKey)?.events.at(-1)?.id ?? '0';
      const search = new URLSearchParams({ cursor: last, limit: String(FIRST_PAGE) });
      return fetchJson(runEventPageSchema, `${runPath(runId)}/events?${search}`);
    },
    onSuccess: ({ events }) =>
      client.setQueryData(queryKey, (run) => run && { ...run, events: [...run.events, ...events] }),
  });
  return { load: () => mutate(), firstPage: FIRST_PAGE, atEnd: data?.nextCursor === null, error, isPending };
}
