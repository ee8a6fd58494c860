'use client';

import { SegmentedControl, Skeleton } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { lazy, memo, Suspense, useMemo, useState } from 'react';
import { prepareTrend, TREND_KINDS, trendWords } from '#components/charts/prepare-trend.ts';
import { TREND_DAYS, trendQuery } from '#components/data/trend-query.ts';
import { TrendTable } from '#components/plant/trend-table.tsx';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { KindSwatch } from '#components/ui/kind-swatch.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { ProblemNotice } from '#components/ui/problem-notice.tsx';
import styles from './trend-panel.module.css';

// The chart library is larger than the rest of the page: it comes when somebody scrolls to it.
const TrendChart = lazy(() =>
  import('#components/plant/trend-chart.tsx').then((module) => ({ default: module.TrendChart })),
);

interface TrendPanelProps {
  day: string;
  asTable: boolean;
  onTable: (asTable: boolean) => void;
  onPick: (day: string) => void;
}

/** Conditions of the last 30 days, asked for and drawn when it comes into view. */
export const TrendPanel = memo(function TrendPanel({ day, asTable, onTable, onPick }: TrendPanelProps) {
  const t = useTexts();
  const { ref, entry } = useIntersection({ rootMargin: '120px' });
  const [seen, setSeen] = useState(false);
  if (!seen && entry?.isIntersecting) setSeen(true);
  const trend = useQuery({ ...trendQuery(day), enabled: seen });
  const rows = useMemo(() => trend.data && prepareTrend(trend.data), [trend.data]);
  return (
    <div ref={ref}>
      <Panel
        title={t('trend.title', { days: TREND_DAYS })}
        aside={
          <SegmentedControl
            size="xs"
            aria-label={t('trend.showAs')}
            data={[
              { value: 'chart', label: t('trend.chart') },
              { value: 'table', label: t('trend.table') },
            ]}
            value={asTable ? 'table' : 'chart'}
            onChange={(value) => onTable(value === 'table')}
          />
        }
      >
        {trend.error && !rows ? (
          <ProblemNotice what={t('trend.theTrend')} error={trend.error} onRetry={() => void trend.refetch()} />
        ) : !rows ? (
          <Skeleton height={244} radius="md" />
        ) : (
          <>
            <p className={styles.words}>{trendWords(rows, t)}</p>
            {asTable ? (
              <TrendTable rows={rows} onPick={onPick} />
            ) : (
              <Suspense fallback={<Skeleton height={220} radius="md" />}>
                <TrendChart rows={rows} day={day} onPick={onPick} />
                <ul className={styles.legend}>
                  {TREND_KINDS.map((kind) => (
                    <li key={kind}>
                      <KindSwatch kind={kind} /> {t(`kinds.${kind}`)}
                    </li>
                  ))}
                </ul>
              </Suspense>
            )}
          </>
        )}
      </Panel>
    </div>
  );
});
