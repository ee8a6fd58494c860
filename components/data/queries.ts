import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '#components/data/call.ts';
import { loadPlantDay } from '#components/data/load-plant-day.ts';
import { PAGES } from '#components/data/pages.ts';
import * as results from '#domain/api/results.ts';
import * as runs from '#domain/api/runs.ts';
import { isLive } from '#domain/run.ts';
import type { RunDetail, RunList } from '#domain/views.ts';

/** How often something that is under way is asked for again. */
export const LIVE_REFETCH_MS = 2000;

export const daysQuery = () =>
  queryOptions({
    queryKey: ['days'],
    queryFn: ({ signal }) => call(results.listPlantDays, { query: { limit: 400 }, signal }),
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

/** Keeps what is shown while another day of the same array loads; never another array's. */
const keepSameArray =
  (deviceId: string) =>
  <T>(previous: T | undefined, query: { queryKey: readonly unknown[] } | undefined): T | undefined =>
    query?.queryKey[1] === deviceId ? previous : undefined;

export const arrayDayQuery = (deviceId: string, day: string) =>
  queryOptions({
    queryKey: ['array-day', deviceId, day],
    queryFn: ({ signal }) => call(results.getArrayDay, { params: { deviceId, day }, signal }),
    placeholderData: keepSameArray(deviceId),
  });

export const seriesQuery = (deviceId: string, day: string) =>
  queryOptions({
    queryKey: ['array-day', deviceId, day, 'series'],
    queryFn: ({ signal }) => call(results.getSeries, { params: { deviceId, day }, signal }),
    placeholderData: keepSameArray(deviceId),
  });

export const scalogramQuery = (deviceId: string, day: string) =>
  queryOptions({
    queryKey: ['array-day', deviceId, day, 'scalogram'],
    queryFn: ({ signal }) => call(results.getScalogram, { params: { deviceId, day }, signal }),
    placeholderData: keepSameArray(deviceId),
  });

export const runQuery = (runId: string) =>
  queryOptions({
    queryKey: ['run', runId],
    queryFn: async ({ signal, client, queryKey }) => {
      const run = await call(runs.getRun, { params: { runId }, signal });
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
    queryFn: ({ signal }) => call(runs.listRunNotifications, { params: { runId }, signal }),
    refetchInterval: live ? LIVE_REFETCH_MS : false,
    placeholderData: keepPreviousData,
  });

const PAGE_RUNS = 30;

interface SomePages {
  state: { data?: { pages: readonly RunList[] } | undefined };
}

// A list with a live run in it is asked for again.
const RUN_PAGES = {
  ...PAGES,
  refetchInterval: ({ state }: SomePages) => {
    const live = state.data?.pages.some((page) => page.runs.some((run) => isLive(run.state)));
    return live ? LIVE_REFETCH_MS : (false as const);
  },
};

/** Runs, newest first, of one day or of all. */
export const runsQuery = (day: string | null) =>
  infiniteQueryOptions({
    queryKey: ['runs', day],
    queryFn: ({ signal, pageParam: cursor }) =>
      call(runs.listRuns, { query: { limit: PAGE_RUNS, day: day ?? undefined, cursor }, signal }),
    ...RUN_PAGES,
  });

/** The history of runs by a filter, as the URL of the page and that of the API have it alike. */
export const runHistoryQuery = (filter: Record<string, string>) =>
  infiniteQueryOptions({
    queryKey: ['runs', 'history', filter],
    queryFn: ({ signal, pageParam: cursor }) =>
      call(runs.listRuns, { query: { ...filter, limit: PAGE_RUNS, cursor }, signal }),
    ...RUN_PAGES,
    placeholderData: keepPreviousData,
  });
