'use client';

import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { plantDayQuery } from '#components/data/queries.ts';
import { DayNotices } from '#components/plant/day-notices.tsx';
import { RunButton } from '#components/runs/run-button.tsx';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Link } from '#components/ui/link.tsx';
import { plantDayOf, shiftPlantDay } from '#domain/plant-day.ts';
import type { DayList } from '#domain/views.ts';
import styles from './plant-page.module.css';

/** The plant before its first published result: the run that is under way, or the way to start one. */
export function FirstVisit({ list }: { list: DayList }) {
  const t = useTexts();
  const today = plantDayOf(Date.now(), list.plant.utcOffsetMinutes);
  const newest = list.days[0]?.day ?? null;
  return (
    <div className={styles.page}>
      <EmptyState
        title={t('plant.noResultYet')}
        action={
          <RunButton
            label={t('plant.runADay')}
            variant={newest === null ? 'filled' : 'default'}
            day={newest ?? shiftPlantDay(today, -1)}
            today={today}
            choosesDay
          />
        }
      >
        {newest === null
          ? t('plant.noDayRun', { plant: list.plant.name })
          : t('plant.dayRequested', { day: t.day(newest) })}
      </EmptyState>
      {newest !== null && <NewestDay day={newest} />}
    </div>
  );
}

function NewestDay({ day }: { day: string }) {
  const t = useTexts();
  const { data } = useQuery(plantDayQuery(day));
  return (
    <>
      {data ? <DayNotices view={data} /> : <Skeleton height={110} radius="lg" />}
      <p className={styles.waiting}>
        <Link href="/runs">{t('plant.allRuns')}</Link>
      </p>
    </>
  );
}
