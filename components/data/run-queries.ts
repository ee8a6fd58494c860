import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { fetchJson } from '#components/data/fetch-json.ts';
import { LIVE_REFETCH_MS } from '#components/data/queries.ts';
import { type BackfillRequest, backfillPreviewSchema } from '#server/domain/backfill.ts';
import { modelListSchema } from '#server/domain/model-summary.ts';
import { rerunPreviewSchema } from '#server/domain/rerun-preview.ts';
import { isLive, type RunRequest } from '#server/domain/run.ts';
import { runFilesSchema } from '#server/domain/run-files.ts';
import { runShardsSchema } from '#server/domain/run-shards.ts';
import { runListSchema } from '#server/domain/views.ts';

export const runPath = (runId: string) => `/api/v1/runs/${encodeURIComponent(runId)}`;

/** A request with a JSON body. */
export const jsonBody = (body: unknown, method = 'POST'): RequestInit => ({
  method,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

const PAGE_RUNS = 30;

/** The history of runs by a filter, as the URL of the page and that of the API have it alike. */
export const runHistoryQuery = (filter: Record<string, string>) =>
  infiniteQueryOptions({
    queryKey: ['runs', 'history', filter],
    queryFn: ({ signal, pageParam }) => {
      const search = new URLSearchParams({ ...filter, limit: String(PAGE_RUNS) });
      if (pageParam) search.set('cursor', pageParam);
      return fetchJson(runListSchema, `/api/v1/runs?${search}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => {
      const live = state.data?.pages.some((page) => page.runs.some((run) => isLive(run.state)));
      return live ? LIVE_REFETCH_MS : false;
    },
  });

/** `polled` while the run is live and no stream tells of it. */
export const runShardsQuery = (runId: string, polled: boolean) =>
  queryOptions({
    queryKey: ['run', runId, 'shards'],
    queryFn: ({ signal }) => fetchJson(runShardsSchema, `${runPath(runId)}/shards`, { signal }),
    refetchInterval: polled ? LIVE_REFETCH_MS : false,
  });

export const runFilesQuery = (runId: string) =>
  queryOptions({
    queryKey: ['run', runId, 'files'],
    queryFn: ({ signal }) => fetchJson(runFilesSchema, `${runPath(runId)}/files`, { signal }),
  });

export const modelsQuery = () =>
  queryOptions({
    queryKey: ['models'],
    queryFn: ({ signal }) => fetchJson(modelListSchema, '/api/v1/models', { signal }),
  });

/** What a run would do and replace; never taken from the cache, since another run may have changed it. */
export const rerunPreviewQuery = (request: RunRequest) =>
  queryOptions({
    queryKey: ['runs', 'preview', request],
    queryFn: ({ signal }) => fetchJson(rerunPreviewSchema, '/api/v1/runs/preview', { ...jsonBody(request), signal }),
    staleTime: 0,
    gcTime: 0,
  });

export const backfillPreviewQuery = (request: BackfillRequest) =>
  queryOptions({
    queryKey: ['runs', 'back-fill', request],
    queryFn: ({ signal }) =>
      fetchJson(backfillPreviewSchema, '/api/v1/back-fills/preview', { ...jsonBody(request), signal }),
    staleTime: 0,
    gcTime: 0,
  });
