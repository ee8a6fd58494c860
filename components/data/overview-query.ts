import { queryOptions } from '@tanstack/react-query';
import { call } from '#components/data/call.ts';
import { getPlantOverviews } from '#domain/api/plants.ts';

const REFETCH_MS = 60_000;

/** How all plants stand. */
export const overviewQuery = () =>
  queryOptions({
    queryKey: ['overview'],
    queryFn: ({ signal }) => call(getPlantOverviews, { signal }),
    refetchInterval: REFETCH_MS,
  });
