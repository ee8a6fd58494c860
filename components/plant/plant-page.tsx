'use client';

import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { isNotFound } from '#components/data/api-error.ts';
import { daysQuery, plantDayQuery } from '#components/data/queries.ts';
import { FirstVisit } from '#components/plant/first-visit.tsx';
import { PlantDay } from '#components/plant/plant-day.tsx';
import { ProblemNotice } from '#components/ui/problem-notice.tsx';
import { StaleNotice } from '#components/ui/stale-notice.tsx';
import { useUrlState } from '#components/ui/use-url-state.ts';
import styles from './plant-page.module.css';

/** Home: the plant on the day the URL names, or on the newest one with a result. */
export function PlantPage() {
  const { search, write } = useUrlState();
  const asked = search.get('day');
  const days = useQuery(daysQuery());
  const plantDay = useQuery(plantDayQuery(asked ?? 'latest'));
  const view = plantDay.data;
  if (view) {
    return (
      <div className={styles.page}>
        <StaleNotice query={plantDay} utcOffsetMinutes={view.plant.utcOffsetMinutes} />
        <PlantDay
          view={view}
          day={asked && plantDay.isPlaceholderData ? asked : view.day}
          days={days.data?.days ?? []}
          changing={plantDay.isPlaceholderData}
        />
      </div>
    );
  }
  if (plantDay.error) {
    if (asked === null && isNotFound(plantDay.error) && days.data) return <FirstVisit list={days.data} />;
    if (asked === null && isNotFound(plantDay.error) && days.isPending) return <PlantPageSkeleton />;
    return (
      <div className={styles.page}>
        <ProblemNotice
          what={asked === null ? 'The plant' : `The plant on ${asked}`}
          error={days.error ?? plantDay.error}
          onRetry={() => {
            void days.refetch();
            void plantDay.refetch();
          }}
        />
        {asked !== null && (
          <div>
            <Button variant="default" onClick={() => write({ day: null }, 'push')}>
              Show the newest result
            </Button>
          </div>
        )}
      </div>
    );
  }
  return <PlantPageSkeleton />;
}

export function PlantPageSkeleton() {
  return (
    <div className={styles.page} aria-busy="true">
      <Skeleton height={38} width={320} />
      <Skeleton height={110} radius="lg" />
      <div className={styles.columns}>
        <Skeleton height={420} radius="lg" />
        <Skeleton height={420} radius="lg" />
      </div>
      <p className={styles.waiting}>Loading the plant…</p>
    </div>
  );
}
