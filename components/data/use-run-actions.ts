'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '#components/data/call.ts';
import { refreshResults } from '#components/data/use-request-run.ts';
import { cancelRun, requestBackfill } from '#domain/api/runs.ts';
import type { BackfillRequest } from '#domain/backfill.ts';

/** Cancels a run. It is asked for again also after a refusal: it may have ended meanwhile. */
export function useCancelRun(runId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call(cancelRun, { params: { runId } }),
    onSettled: () => Promise.all([client.invalidateQueries({ queryKey: ['run', runId] }), refreshResults(client)]),
  });
}

/** Queues a run of every wanted day of a range. */
export function useBackfill() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (request: BackfillRequest) => call(requestBackfill, { body: request }),
    onSettled: () => refreshResults(client),
  });
}
