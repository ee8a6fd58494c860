import { queryOptions } from '@tanstack/react-query';
import { call } from '#components/data/call.ts';
import { LIVE_REFETCH_MS } from '#components/data/queries.ts';
import * as api from '#domain/api/runs.ts';
import type { BackfillRequest } from '#domain/backfill.ts';
import type { RunRequest } from '#domain/run.ts';

/** `polled` while the run is live and no stream tells of it. */
export const runShardsQuery = (runId: string, polled: boolean) =>
  queryOptions({
    queryKey: ['run', runId, 'shards'],
    queryFn: ({ signal }) => call(api.listRunShards, { params: { runId }, signal }),
    refetchInterval: polled ? LIVE_REFETCH_MS : false,
  });

export const runFilesQuery = (runId: string) =>
  queryOptions({
    queryKey: ['run', runId, 'files'],
    queryFn: ({ signal }) => call(api.listRunFiles, { params: { runId }, signal }),
  });

/** What a run would do and replace; never taken from the cache, since another run may have changed it. */
export const rerunPreviewQuery = (request: RunRequest) =>
  queryOptions({
    queryKey: ['runs', 'preview', request],
    queryFn: ({ signal }) => call(api.previewRun, { body: request, signal }),
    staleTime: 0,
    gcTime: 0,
  });

export const backfillPreviewQuery = (request: BackfillRequest) =>
  queryOptions({
    queryKey: ['runs', 'back-fill', request],
    queryFn: ({ signal }) => call(api.previewBackfill, { body: request, signal }),
    staleTime: 0,
    gcTime: 0,
  });
