'use client';

import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { plantDayQuery } from '#components/data/queries.ts';
import { formatDay } from '#components/format/time.ts';
import { DayNotices } from '#components/plant/day-notices.tsx';
import { RunButton } from '#components/runs/run-button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { plantDayOf, shiftPlantDay } from '#domain/plant-day.ts';
import type { DayList } from '#domain/views.ts';
import styles from './plant-page.module.css';

/** The plant before its first published result: the run that is under way, or the way to start one. */
export function FirstVisit({ list }: { list: DayList }) {
  const today = plantDayOf(Date.now(), list.plant.utcOffsetMinutes);
  const newest = list.days[0]?.day ?? null;
  return (
    <div className={styles.page}>
      <EmptyState
        title="No result yet"
        action={
          <RunButton
            label="Run a day"
            variant={newest === null ? 'filled' : 'default'}
            day={newest ?? shiftPlantDay(today, -1)}
            today={today}
            choosesDay
          />
        }
      >
        {newest === null
          ? `${list.plant.name} is registered, and no day has been run. Start with a day whose readings are there.`
          : `A run of ${formatDay(newest)} was asked for; the map of the plant appears here as soon as a run publishes its result.`}
      </EmptyState>
      {newest !== null && <NewestDay day={newest} />}
    </div>
  );
}

function NewestDay({ day }: { day: string }) {
  const { data } = useQuery(plantDayQuery(day));
  return (
    <>
      {data ? <DayNotices view={data} /> : <Skeleton height={110} radius="lg" />}
      <p className={styles.waiting}>
        <Link href="/runs">All runs</Link>
      </p>
    </>
  );
}
