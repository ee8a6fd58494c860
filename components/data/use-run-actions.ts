'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { fetchJson } from '#components/data/fetch-json.ts';
import { jsonBody, runPath } from '#components/data/run-queries.ts';
import { refreshResults } from '#components/data/use-request-run.ts';
import { type BackfillRequest, backfillSchema } from '#server/domain/backfill.ts';
import { runViewSchema } from '#server/domain/views.ts';

/** Cancels a run. It is asked for again also after a refusal: it may have ended meanwhile. */
export function useCancelRun(runId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => fetchJson(runViewSchema, `${runPath(runId)}/cancel`, { method: 'POST' }),
    onSettled: () => Promise.all([client.invalidateQueries({ queryKey: ['run', runId] }), refreshResults(client)]),
  });
}

/** Queues a run of every wanted day of a range. */
export function useBackfill() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (request: BackfillRequest) => fetchJson(backfillSchema, '/api/v1/back-fills', jsonBody(request)),
    onSettled: () => refreshResults(client),
  });
}
