'use client';

import { Skeleton } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useEffect } from 'react';
import { isRefusal } from '#components/data/api-error.ts';
import { runsQuery } from '#components/data/queries.ts';
import { rerunPreviewQuery } from '#components/data/run-queries.ts';
import { formatPlural } from '#components/format/numbers.ts';
import { formatDay, formatInstant } from '#components/format/time.ts';
import { shortRunId } from '#components/runs/run-words.ts';
import { Notice } from '#components/ui/notice.tsx';
import { ProblemNotice } from '#components/ui/problem-notice.tsx';
import type { RerunPreview } from '#domain/rerun-preview.ts';
import type { RunRequest } from '#domain/run.ts';

interface RunPreviewProps {
  request: RunRequest;
  onHeld: (held: boolean) => void;
}

/** What a run would do and replace. `onHeld(true)` while that is unknown, or something speaks against it. */
export function RunPreview({ request, onHeld }: RunPreviewProps) {
  const { data: preview, error, refetch } = useQuery(rerunPreviewQuery(request));
  // The plant's zone, for the time at which what is replaced was finished.
  const list = useInfiniteQuery(runsQuery(request.day));
  const held = preview === undefined || error !== null || preview.waitsFor !== null;
  useEffect(() => onHeld(held), [held, onHeld]);
  if (error) {
    if (!isRefusal(error))
      return <ProblemNotice what="What this run replaces" error={error} onRetry={() => refetch()} />;
    return (
      <Notice tone="warn" title="This run cannot be started">
        {error.message}
      </Notice>
    );
  }
  if (!preview) return <Skeleton height={76} radius="md" />;
  if (preview.waitsFor !== null) {
    return (
      <Notice tone="live" title="A run of this day is under way already">
        One run at a time holds a day.{' '}
        <Link href={`/runs/${preview.waitsFor}`}>Watch run {shortRunId(preview.waitsFor)}</Link>
      </Notice>
    );
  }
  const { replaces } = preview;
  const work = workWords(preview);
  if (!replaces) {
    return (
      <Notice tone="quiet" title="Replaces nothing">
        {formatDay(preview.day)} has no published result. This run’s result appears once it is published. {work}
      </Notice>
    );
  }
  const zone = list.data?.pages[0]?.plant.utcOffsetMinutes;
  return (
    <Notice tone="warn" title="Replaces the published result of this day">
      That is run {shortRunId(replaces.runId)}
      {replaces.endedAt && zone !== undefined && `, finished ${formatInstant(replaces.endedAt, zone)}`}
      {replaces.modelVersion && `, model ${replaces.modelVersion}`}. It stays on show until the new run publishes, and
      the new one takes its place in one step. If the new run fails, nothing changes. {work}
    </Notice>
  );
}

function workWords({ partitions, silverOf, modelVersion }: RerunPreview): string {
  const shards = formatPlural(partitions.length, 'shard');
  const source = silverOf === null ? `reads ${shards}` : `takes ${shards} of silver of run ${shortRunId(silverOf)}`;
  return `It ${source} and judges with model ${modelVersion}.`;
}
