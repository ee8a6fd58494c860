'use client';

import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { overviewQuery } from '#components/data/overview-query.ts';
import { PlantCard } from '#components/overview/plant-card.tsx';
import { worstFirst } from '#components/overview/worst-first.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Panel, Stat } from '#components/ui/panel.tsx';
import { ProblemNotice } from '#components/ui/problem-notice.tsx';
import type { PlantOverview } from '#domain/plant-overview.ts';
import styles from './overview.module.css';

/** All plants of who is signed in: where something is to be done comes first. */
export function OverviewPage() {
  const t = useTexts();
  const { data, error, refetch } = useQuery(overviewQuery());
  return (
    <div className={styles.page} aria-busy={!data && !error}>
      <h1 className={styles.title}>{t('pages.plants')}</h1>
      {data ? (
        <Plants plants={data.plants} />
      ) : error ? (
        <ProblemNotice what={t('overview.thePlants')} error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton height={420} radius="lg" />
      )}
    </div>
  );
}

function Plants({ plants }: { plants: readonly PlantOverview[] }) {
  const t = useTexts();
  if (plants.length === 0) return <EmptyState title={t('overview.none')}>{t('overview.noneText')}</EmptyState>;
  return (
    <>
      <Panel>
        <dl className={styles.sums}>
          <Stat label={t('overview.arrays')}>{t.count(sumOf(plants, ({ plant }) => plant.arrays))}</Stat>
          <Stat label={t('overview.openFaults')}>{t.count(sumOf(plants, ({ openFaults }) => openFaults))}</Stat>
          <Stat label={t('overview.lossPerDay')}>
            {t.kwh(sumOf(plants, ({ lossPerDayKwh }) => lossPerDayKwh ?? 0))}
          </Stat>
          <Stat label={t('overview.behind')}>{t.count(plants.filter(isBehind).length)}</Stat>
        </dl>
      </Panel>
      <ul className={styles.cards}>
        {worstFirst(plants).map((overview) => (
          <PlantCard key={overview.plant.id} overview={overview} />
        ))}
      </ul>
    </>
  );
}

const isBehind = ({ newest }: PlantOverview) => newest === null || newest.daysBehind > 0;

function sumOf(plants: readonly PlantOverview[], figure: (plant: PlantOverview) => number): number {
  return plants.reduce((sum, plant) => sum + figure(plant), 0);
}
