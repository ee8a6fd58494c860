'use client';

import { Skeleton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useEffect } from 'react';
import { runsQuery } from '#components/data/queries.ts';
import { formatPlural } from '#components/format/numbers.ts';
import { formatDay, formatInstant } from '#components/format/time.ts';
import { RUN_STATE_WORDS, shortRunId } from '#components/runs/run-words.ts';
import { Notice } from '#components/ui/notice.tsx';
import { ProblemNotice } from '#components/ui/problem-notice.tsx';
import { isLive } from '#server/domain/run.ts';

/** What a run of this day would replace. `onHeld(true)` while that is unknown, or another run holds the day. */
export function RunPreview({ day, onHeld }: { day: string; onHeld: (held: boolean) => void }) {
  const query = useInfiniteQuery(runsQuery(day));
  const runs = query.data?.pages.flatMap((page) => page.runs) ?? [];
  const zone = query.data?.pages[0]?.plant.utcOffsetMinutes ?? 0;
  const live = runs.find((run) => isLive(run.state));
  const current = runs.find((run) => run.current);
  const held = query.data === undefined || live !== undefined;
  useEffect(() => onHeld(held), [held, onHeld]);
  if (query.error)
    return <ProblemNotice what="What this run replaces" error={query.error} onRetry={() => query.refetch()} />;
  if (!query.data) return <Skeleton height={76} radius="md" />;
  if (live) {
    return (
      <Notice tone="live" title={`A run of this day is ${RUN_STATE_WORDS[live.state].label.toLowerCase()} already`}>
        One run at a time holds a day. <Link href={`/runs/${live.id}`}>Watch run {shortRunId(live.id)}</Link>
      </Notice>
    );
  }
  if (!current) {
    return (
      <Notice tone="quiet" title="Replaces nothing">
        {formatDay(day)} has no published result. This run’s result appears once it is published.
      </Notice>
    );
  }
  return (
    <Notice tone="warn" title="Replaces the published result of this day">
      That is run {shortRunId(current.id)}
      {current.endedAt && `, finished ${formatInstant(current.endedAt, zone)}`}
      {current.arrays !== null && `, ${formatPlural(current.arrays, 'array')}`}
      {current.modelVersion && `, model ${current.modelVersion}`}. It stays on show until the new run publishes, and the
      new one takes its place in one step. If the new run fails, nothing changes.
    </Notice>
  );
}
