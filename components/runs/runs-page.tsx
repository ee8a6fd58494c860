'use client';

import { Button, Skeleton } from '@mantine/core';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { runHistoryQuery } from '#components/data/queries.ts';
import { BackfillButton } from '#components/runs/backfill-button.tsx';
import { RunButton } from '#components/runs/run-button.tsx';
import { filtersOf, RunFilterBar } from '#components/runs/run-filters.tsx';
import { RunRow } from '#components/runs/run-row.tsx';
import { useRowKeys } from '#components/runs/use-row-keys.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { ProblemNotice } from '#components/ui/problem-notice.tsx';
import { StaleNotice } from '#components/ui/stale-notice.tsx';
import { useUrlState } from '#components/ui/use-url-state.ts';
import { plantDayOf, shiftPlantDay } from '#domain/plant-day.ts';
import { isLive } from '#domain/run.ts';
import styles from './runs-page.module.css';

const BACKFILL_DAYS = 7;

/** The history of runs, newest first: all of them, or those that the filter in the URL names. */
export function RunsPage() {
  const t = useTexts();
  const { search, write } = useUrlState();
  const filters = filtersOf(search);
  const filtered = Object.keys(filters).length > 0;
  const query = useInfiniteQuery(runHistoryQuery(filters));
  const rows = useRowKeys<HTMLOListElement>();
  const runs = query.data?.pages.flatMap((page) => page.runs) ?? [];
  const [newest] = query.data?.pages ?? [];
  useForgetDaysWhenRunsEnd(runs.filter((run) => isLive(run.state)).length);
  if (!newest) {
    if (query.error)
      return <ProblemNotice what={t('run.theRuns')} error={query.error} onRetry={() => query.refetch()} />;
    return <RunsPageSkeleton />;
  }
  const { plant, usual } = newest;
  const today = plantDayOf(Date.now(), plant.utcOffsetMinutes);
  const yesterday = shiftPlantDay(today, -1);
  if (runs.length === 0 && !filtered) {
    return (
      <EmptyState
        title={t('run.none')}
        action={<RunButton label={t('plant.runADay')} day={yesterday} today={today} choosesDay />}
      >
        {t('run.noneText')}
      </EmptyState>
    );
  }
  return (
    <div className={styles.page}>
      <StaleNotice query={query} utcOffsetMinutes={plant.utcOffsetMinutes} />
      <div className={styles.head}>
        <h1 className={styles.title}>{t('pages.runs')}</h1>
        <span className={styles.sub}>{plant.name}</span>
        <span className={styles.action}>
          <BackfillButton from={shiftPlantDay(today, -BACKFILL_DAYS)} to={yesterday} today={today} />
          <RunButton label={t('plant.runADay')} hotkey="r" day={filters.day ?? yesterday} today={today} choosesDay />
        </span>
      </div>
      <RunFilterBar filters={filters} today={today} onChange={(changes) => write(changes, 'replace')} />
      <Panel className={styles.list}>
        {runs.length === 0 && <p className={styles.none}>{t('run.noMatch')}</p>}
        <ol className={styles.rows} ref={rows} aria-label={t('pages.runs')} aria-busy={query.isPlaceholderData}>
          {runs.map((run) => (
            <RunRow
              key={run.id}
              run={run}
              plant={plant}
              usual={usual.find(({ fromStage }) => fromStage === run.fromStage)}
            />
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
          {t('run.older')}
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
      <Skeleton height={54} />
      <Skeleton height={130} radius="lg" />
      <Skeleton height={130} radius="lg" />
      <Skeleton height={130} radius="lg" />
    </div>
  );
}
