import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '#components/data/call.ts';
import { getTrend } from '#domain/api/overview.ts';

export const TREND_DAYS = 30;

/** Conditions counted on `day` and the days before it. Under the key of days: a published run changes both. */
export const trendQuery = (day: string) =>
  queryOptions({
    queryKey: ['days', 'trend', day],
    queryFn: ({ signal }) => call(getTrend, { params: { day }, query: { days: TREND_DAYS }, signal }),
    placeholderData: keepPreviousData,
  });
