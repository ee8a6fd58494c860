'use client';

import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ArrayHead } from '#components/array/array-head.tsx';
import { DayCharts } from '#components/array/day-charts.tsx';
import { DriftCard } from '#components/array/drift-card.tsx';
import { EnergyCard } from '#components/array/energy-card.tsx';
import { DataQualityCard, NameplateCard } from '#components/array/facts-cards.tsx';
import { HistoryRibbon } from '#components/array/history-ribbon.tsx';
import { NotesCard } from '#components/array/notes-card.tsx';
import { VerdictCard } from '#components/array/verdict-card.tsx';
import { arrayDayQuery } from '#components/data/queries.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { MissingPage } from '#components/ui/missing-page.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { StaleNotice } from '#components/ui/stale-notice.tsx';
import { hrefOf, useUrlState } from '#components/ui/use-url-state.ts';
import styles from './array-page.module.css';

/** One array on one day: the verdict, and everything it was made from. */
export function ArrayPage({ deviceId }: { deviceId: string }) {
  const t = useTexts();
  const { search, write } = useUrlState();
  const asked = search.get('day') ?? 'latest';
  const query = useQuery(arrayDayQuery(deviceId, asked));
  const view = query.data;
  if (!view) {
    if (!query.error) return <ArrayPageSkeleton />;
    return (
      <MissingPage
        what={t('array.arrayOf', { deviceId })}
        error={query.error}
        onRetry={() => void query.refetch()}
        back={{ href: '/', words: t('common.toPlant') }}
      />
    );
  }
  const show = search.get('show');
  return (
    <div className={styles.page}>
      <StaleNotice query={query} utcOffsetMinutes={view.plant.utcOffsetMinutes} />
      <ArrayHead view={view} day={query.isPlaceholderData ? asked : view.day} show={show} />
      <HistoryRibbon deviceId={deviceId} day={view.day} onPick={(day) => write({ day }, 'push')} />
      <div className={styles.columns}>
        <div className={styles.side} data-changing={query.isPlaceholderData} aria-busy={query.isPlaceholderData}>
          <VerdictCard view={view} dayHref={hrefOf('/', { day: view.day, show })} />
          <EnergyCard energy={view.energy} />
          <DriftCard deviceId={deviceId} day={view.day} evidence={view.verdict?.evidence ?? null} />
          <DataQualityCard counts={view.counts} kept={view.seriesKept} />
          <NameplateCard nameplate={view.nameplate} />
          <NotesCard
            deviceId={deviceId}
            day={view.day}
            utcOffsetMinutes={view.plant.utcOffsetMinutes}
            changing={query.isPlaceholderData}
          />
        </div>
        {!view.seriesKept && !query.isPlaceholderData ? (
          <SeriesExpired />
        ) : (
          (view.verdict !== null || query.isPlaceholderData) && (
            <DayCharts
              deviceId={deviceId}
              day={asked === 'latest' ? view.day : asked}
              utcOffsetMinutes={view.plant.utcOffsetMinutes}
            />
          )
        )}
      </div>
    </div>
  );
}

function SeriesExpired() {
  const t = useTexts();
  return (
    <Panel title={t('array.readings')}>
      <Notice tone="quiet" title={t('array.seriesExpired')}>
        {t('array.seriesExpiredText')}
      </Notice>
    </Panel>
  );
}

export function ArrayPageSkeleton() {
  return (
    <div className={styles.page} aria-busy="true">
      <Skeleton height={44} width={360} />
      <div className={styles.columns}>
        <Skeleton height={420} radius="lg" />
        <Skeleton height={1000} radius="lg" />
      </div>
    </div>
  );
}
