'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { z } from 'zod';
import { plantOfPage } from '#components/data/plant-of-page.ts';
import { runQuery } from '#components/data/queries.ts';
import { runShardsQuery } from '#components/data/run-queries.ts';
import { refreshResults } from '#components/data/use-request-run.ts';
import { addressOf } from '#domain/api/address.ts';
import { streamRun } from '#domain/api/runs.ts';
import { type StreamEvent, streamedLogSchema, streamedRunSchema, streamedShardsSchema } from '#domain/run-stream.ts';
import type { RunView } from '#domain/views.ts';

/**
 * Keeps a live run in the cache up to date by server-sent events. False while there is no stream: the caller then polls.
 * What ends with the run is asked for once more.
 */
export function useRunStream(runId: string, live: boolean): boolean {
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  // The run is seen to have ended before its last lines are there: the stream is left at its own end only.
  const [following, setFollowing] = useState(false);
  if (live && !following) setFollowing(true);
  useEffect(() => {
    if (!following) return;
    const { queryKey } = runQuery(runId);
    const last = client.getQueryData(queryKey)?.events.at(-1)?.id ?? '0';
    const source = new EventSource(addressOf(streamRun, { params: { runId }, query: { after: last } }, plantOfPage()));
    const on = <T>(event: StreamEvent, schema: z.ZodType<T>, apply: (data: T) => void) =>
      source.addEventListener(event, ({ data }) => {
        const parsed = schema.safeParse(JSON.parse(data));
        if (parsed.success) apply(parsed.data);
        // Another release of the server: what it sends is asked for in the ordinary way.
        else source.close();
        setOpen(parsed.success);
      });
    on('run', streamedRunSchema, (run) => {
      const before = client.getQueryData(queryKey);
      client.setQueryData(queryKey, (old) => old && { ...old, ...run });
      // What ingest counted is no part of the stream.
      if (before && ingestOf(before) !== ingestOf(run)) void client.invalidateQueries({ queryKey, exact: true });
    });
    on('shards', streamedShardsSchema, (shards) => client.setQueryData(runShardsQuery(runId, false).queryKey, shards));
    on('log', streamedLogSchema, (lines) =>
      client.setQueryData(queryKey, (old) => {
        const newest = BigInt(old?.events.at(-1)?.id ?? 0);
        return old && { ...old, events: [...old.events, ...lines.filter(({ id }) => BigInt(id) > newest)] };
      }),
    );
    source.addEventListener('end', () => {
      source.close();
      setFollowing(false);
      void client.invalidateQueries({ queryKey });
    });
    // It comes again by itself unless it was refused.
    source.onerror = () => setOpen(false);
    return () => {
      source.close();
      setOpen(false);
    };
  }, [client, runId, following]);
  useEffect(() => {
    if (!live) return;
    return () => void refreshResults(client);
  }, [client, live]);
  return open;
}

const ingestOf = ({ stages }: RunView) => stages.find(({ name }) => name === 'ingest')?.state;
