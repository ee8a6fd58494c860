import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { fetchJson } from '#components/data/fetch-json.ts';
import { loadPlantDay } from '#components/data/load-plant-day.ts';
import { modelViewSchema } from '#server/domain/model-view.ts';
import { notificationListSchema } from '#server/domain/notification.ts';
import { isLive } from '#server/domain/run.ts';
import {
  arrayDayViewSchema,
  dayListSchema,
  type RunDetail,
  runDetailSchema,
  runListSchema,
  scalogramViewSchema,
  seriesViewSchema,
} from '#server/domain/views.ts';

/** How often something that is under way is asked for again. */
export const LIVE_REFETCH_MS = 2000;

export const daysQuery = () =>
  queryOptions({
    queryKey: ['days'],
    queryFn: ({ signal }) => fetchJson(dayListSchema, '/api/v1/plant-days?limit=400', { signal }),
  });

/** `day` is YYYY-MM-DD or `latest`. The day before stays on the page (dimmed) until the new one is there. */
export const plantDayQuery = (day: string) =>
  queryOptions({
    queryKey: ['plant-day', day],
    queryFn: ({ signal, client }) => loadPlantDay(day, client, signal),
    placeholderData: keepPreviousData,
    // Comparing 10,000 cells with those before takes longer than drawing them.
    structuralSharing: false,
  });

const arrayPath = (deviceId: string, day: string) =>
  `/api/v1/arrays/${encodeURIComponent(deviceId)}/days/${encodeURIComponent(day)}`;

/** Keeps what is shown while another day of the same array loads; never another array's. */
const keepSameArray =
  (deviceId: string) =>
  <T>(previous: T | undefined, query: { queryKey: readonly unknown[] } | undefined): T | undefined =>
    query?.queryKey[1] === deviceId ? previous : undefined;

export const arrayDayQuery = (deviceId: string, day: string) =>
  queryOptions({
    queryKey: ['array-day', deviceId, day],
    queryFn: ({ signal }) => fetchJson(arrayDayViewSchema, arrayPath(deviceId, day), { signal }),
    placeholderData: keepSameArray(deviceId),
  });

export const seriesQuery = (deviceId: string, day: string) =>
  queryOptions({
    queryKey: ['array-day', deviceId, day, 'series'],
    queryFn: ({ signal }) => fetchJson(seriesViewSchema, `${arrayPath(deviceId, day)}/series`, { signal }),
    placeholderData: keepSameArray(deviceId),
  });

export const scalogramQuery = (deviceId: string, day: string) =>
  queryOptions({
    queryKey: ['array-day', deviceId, day, 'scalogram'],
    queryFn: ({ signal }) => fetchJson(scalogramViewSchema, `${arrayPath(deviceId, day)}/scalogram`, { signal }),
    placeholderData: keepSameArray(deviceId),
  });

export const modelQuery = () =>
  queryOptions({
    queryKey: ['model'],
    queryFn: ({ signal }) => fetchJson(modelViewSchema, '/api/v1/model', { signal }),
  });

export const runQuery = (runId: string) =>
  queryOptions({
    queryKey: ['run', runId],
    queryFn: async ({ signal, client, queryKey }) => {
      const run = await fetchJson(runDetailSchema, `/api/v1/runs/${encodeURIComponent(runId)}`, { signal });
      return withLaterLines(run, client.getQueryData<RunDetail>(queryKey));
    },
    refetchInterval: ({ state }) => (state.data && isLive(state.data.state) ? LIVE_REFETCH_MS : false),
  });

/** A run comes with the first lines of its log alone: those after them that are there already stay. */
function withLaterLines(run: RunDetail, before: RunDetail | undefined): RunDetail {
  const last = BigInt(run.events.at(-1)?.id ?? 0);
  const later = before?.events.filter(({ id }) => BigInt(id) > last) ?? [];
  return later.length === 0 ? run : { ...run, events: [...run.events, ...later] };
}

/** `live` is part of the key: what was told is asked for once more when the run has ended. */
export const notificationsQuery = (runId: string, live: boolean) =>
  queryOptions({
    queryKey: ['run', runId, 'notifications', live],
    queryFn: ({ signal }) =>
      fetchJson(notificationListSchema, `/api/v1/runs/${encodeURIComponent(runId)}/notifications`, { signal }),
    refetchInterval: live ? LIVE_REFETCH_MS : false,
    placeholderData: keepPreviousData,
  });

const PAGE_RUNS = 30;

/** Runs, newest first, of one day or of all. */
export const runsQuery = (day: string | null) =>
  infiniteQueryOptions({
    queryKey: ['runs', day],
    queryFn: ({ signal, pageParam }) => {
      const search = new URLSearchParams({ limit: String(PAGE_RUNS) });
      if (day) search.set('day', day);
      if (pageParam) search.set('cursor', pageParam);
      return fetchJson(runListSchema, `/api/v1/runs?${search}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: ({ state }) => {
      const live = state.data?.pages.some((page) => page.runs.some((run) => isLive(run.state)));
      return live ? LIVE_REFETCH_MS : false;
    },
  });
