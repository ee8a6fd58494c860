'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '#components/data/call.ts';
import { requestRun } from '#domain/api/runs.ts';
import type { RunRequest } from '#domain/run.ts';

/** Asks for a run of a day. What lists runs is asked again, also after a refusal: somebody else may have been first. */
export function useRequestRun() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (request: RunRequest) => call(requestRun, { body: request }),
    onSettled: () => refreshResults(client),
  });
}

/** Everything on the page that a run may have changed. */
export function refreshResults(client: ReturnType<typeof useQueryClient>): Promise<unknown> {
  return Promise.all(
    ['runs', 'days', 'plant-day', 'array-day'].map((key) => client.invalidateQueries({ queryKey: [key] })),
  );
}
