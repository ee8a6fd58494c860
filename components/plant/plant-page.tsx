'use client';

import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { isNotFound } from '#components/data/api-error.ts';
import { daysQuery, plantDayQuery } from '#components/data/queries.ts';
import { PlantDay } from '#components/plant/plant-day.tsx';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { ProblemNotice } from '#components/ui/problem-notice.tsx';
import { StaleNotice } from '#components/ui/stale-notice.tsx';
import { useUrlState } from '#components/ui/use-url-state.ts';
import type { PlantHead } from '#domain/plant-head.ts';
import type { DayEntry } from '#domain/views.ts';
import styles from './plant-page.module.css';

const FirstVisit = lazy(() =>
  import('#components/plant/first-visit.tsx').then((module) => ({ default: module.FirstVisit })),
);

const NO_DAYS: readonly DayEntry[] = [];

interface PlantPageProps {
  /** What the server knew of the day that the page was opened on. */
  head: { asked: string | null; of: PlantHead } | null;
}

/** Home: the plant on the day the URL names, or on the newest one with a result. */
export function PlantPage({ head }: PlantPageProps) {
  const t = useTexts();
  const { search, write } = useUrlState();
  const asked = search.get('day');
  const days = useQuery(daysQuery());
  const plantDay = useQuery(plantDayQuery(asked ?? 'latest'));
  const view = plantDay.data ?? (head?.asked === asked && !plantDay.error ? head.of : undefined);
  if (view) {
    return (
      <div className={styles.page}>
        <StaleNotice query={plantDay} utcOffsetMinutes={view.plant.utcOffsetMinutes} />
        <PlantDay
          view={view}
          day={asked && plantDay.isPlaceholderData ? asked : view.day}
          days={days.data?.days ?? NO_DAYS}
          changing={plantDay.isPlaceholderData}
        />
      </div>
    );
  }
  if (plantDay.error) {
    if (asked === null && isNotFound(plantDay.error) && days.data) {
      return (
        <Suspense fallback={<PlantPageSkeleton />}>
          <FirstVisit list={days.data} />
        </Suspense>
      );
    }
    if (asked === null && isNotFound(plantDay.error) && days.isPending) return <PlantPageSkeleton />;
    return (
      <div className={styles.page}>
        <ProblemNotice
          what={asked === null ? t('plant.thePlant') : t('plant.thePlantOn', { day: asked })}
          error={days.error ?? plantDay.error}
          onRetry={() => {
            void days.refetch();
            void plantDay.refetch();
          }}
        />
        {asked !== null && (
          <div>
            <Button variant="default" onClick={() => write({ day: null }, 'push')}>
              {t('plant.showNewest')}
            </Button>
          </div>
        )}
      </div>
    );
  }
  return <PlantPageSkeleton />;
}

function PlantPageSkeleton() {
  const t = useTexts();
  return (
    <div className={styles.page} aria-busy="true">
      <Skeleton height={38} width={320} />
      <Skeleton height={110} radius="lg" />
      <div className={styles.columns}>
        <Skeleton height={420} radius="lg" />
        <Skeleton height={420} radius="lg" />
      </div>
      <p className={styles.waiting}>{t('plant.loading')}</p>
    </div>
  );
}
