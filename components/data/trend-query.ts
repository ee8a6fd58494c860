import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { fetchJson } from '#components/data/fetch-json.ts';
import { trendViewSchema } from '#server/domain/trend.ts';

export const TREND_DAYS = 30;

/** Conditions counted on `day` and the days before it. Under the key of days: a published run changes both. */
export const trendQuery = (day: string) =>
  queryOptions({
    queryKey: ['days', 'trend', day],
    queryFn: ({ signal }) =>
      fetchJson(trendViewSchema, `/api/v1/plant-days/${encodeURIComponent(day)}/trend?days=${TREND_DAYS}`, { signal }),
    placeholderData: keepPreviousData,
  });
