'use client';

import { Button, Skeleton } from '@mantine/core';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { runsQuery } from '#components/data/queries.ts';
import { formatDay } from '#components/format/time.ts';
import { RunButton } from '#components/runs/run-button.tsx';
import { RunRow } from '#components/runs/run-row.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { ProblemNotice } from '#components/ui/problem-notice.tsx';
import { StaleNotice } from '#components/ui/stale-notice.tsx';
import { useUrlState } from '#components/ui/use-url-state.ts';
import { isPlantDay, plantDayOf, shiftPlantDay } from '#server/domain/plant-day.ts';
import { isLive } from '#server/domain/run.ts';
import styles from './runs-page.module.css';

/** The history of runs, newest first, of all days or of the one the URL names. */
export function RunsPage() {
  const { search, write } = useUrlState();
  const asked = search.get('day');
  const day = asked !== null && isPlantDay(asked) ? asked : null;
  const query = useInfiniteQuery(runsQuery(day));
  const runs = query.data?.pages.flatMap((page) => page.runs) ?? [];
  const plant = query.data?.pages[0]?.plant;
  useForgetDaysWhenRunsEnd(runs.filter((run) => isLive(run.state)).length);
  if (!plant) {
    if (query.error) return <ProblemNotice what="The runs" error={query.error} onRetry={() => query.refetch()} />;
    return <RunsPageSkeleton />;
  }
  const today = plantDayOf(Date.now(), plant.utcOffsetMinutes);
  const yesterday = shiftPlantDay(today, -1);
  if (runs.length === 0 && day === null) {
    return (
      <EmptyState title="No runs yet" action={<RunButton label="Run a day" day={yesterday} today={today} choosesDay />}>
        A run reads a plant day’s readings, judges every array and publishes the result. Start with a day whose readings
        are there.
      </EmptyState>
    );
  }
  return (
    <div className={styles.page}>
      <StaleNotice query={query} utcOffsetMinutes={plant.utcOffsetMinutes} />
      <div className={styles.head}>
        <h1 className={styles.title}>Runs</h1>
        <span className={styles.sub}>{day === null ? plant.name : `${plant.name}, ${formatDay(day)} only`}</span>
        {day !== null && (
          <Button variant="subtle" size="compact-sm" onClick={() => write({ day: null }, 'push')}>
            All days
          </Button>
        )}
        <span className={styles.action}>
          <RunButton label="Run a day" day={day ?? yesterday} today={today} choosesDay />
        </span>
      </div>
      <Panel className={styles.list}>
        {runs.length === 0 && <p className={styles.none}>No run of this day.</p>}
        <ol className={styles.rows}>
          {runs.map((run) => (
            <RunRow key={run.id} run={run} plant={plant} today={today} />
          ))}
        </ol>
      </Panel>
      {query.hasNextPage && (
        <Button
          variant="default"
          mx="auto"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          Older runs
        </Button>
      )}
    </div>
  );
}

/** When a run seen here ends, what other pages hold of its day is out of date. */
function useForgetDaysWhenRunsEnd(live: number): void {
  const client = useQueryClient();
  useEffect(() => {
    if (live === 0) return;
    return () => {
      for (const key of ['days', 'plant-day', 'array-day']) void client.invalidateQueries({ queryKey: [key] });
    };
  }, [live, client]);
}

export function RunsPageSkeleton() {
  return (
    <div className={styles.page} aria-busy="true">
      <Skeleton height={40} width={240} />
      <Skeleton height={130} radius="lg" />
      <Skeleton height={130} radius="lg" />
      <Skeleton height={130} radius="lg" />
    </div>
  );
}
