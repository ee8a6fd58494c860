'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { LIVE_REFETCH_MS, runQuery } from '#components/data/queries.ts';
import { refreshResults } from '#components/data/use-request-run.ts';
import { isLive } from '#domain/run.ts';
import type { RunView } from '#domain/views.ts';

/** The newest state of a run seen elsewhere on the page: asked for while it is live, and its results once it ends. */
export function useFollowRun(seen: RunView | null): RunView | null {
  const client = useQueryClient();
  const follow = seen !== null && isLive(seen.state);
  const { data } = useQuery({
    ...runQuery(seen?.id ?? ''),
    enabled: follow,
    refetchInterval: ({ state }) => (state.data && !isLive(state.data.state) ? false : LIVE_REFETCH_MS),
  });
  const ended = follow && data !== undefined && !isLive(data.state);
  useEffect(() => {
    if (ended) void refreshResults(client);
  }, [ended, client]);
  return follow && data?.id === seen.id ? data : seen;
}
