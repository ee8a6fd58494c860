'use client';

import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useDeferredValue } from 'react';
import { plantDayQuery } from '#components/data/queries.ts';
import { DayNotices } from '#components/plant/day-notices.tsx';
import { DaySummaryStrip } from '#components/plant/day-summary.tsx';
import { neighbourDays } from '#components/plant/neighbour-days.ts';
import { PlantCells } from '#components/plant/plant-cells.tsx';
import { TrendPanel } from '#components/plant/trend-panel.tsx';
import { RunButton } from '#components/runs/run-button.tsx';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { DayPicker } from '#components/ui/day-picker.tsx';
import { DownloadIcon } from '#components/ui/icons.tsx';
import { usePlantId } from '#components/ui/use-plant.ts';
import { useUrlState } from '#components/ui/use-url-state.ts';
import { addressOf } from '#domain/api/address.ts';
import { getGold } from '#domain/api/results.ts';
import { formatUtcOffset, plantDayOf } from '#domain/plant-day.ts';
import type { PartialPlantDay } from '#domain/plant-head.ts';
import type { DayEntry } from '#domain/views.ts';
import styles from './plant-page.module.css';

interface PlantDayProps {
  /** The day, or what is known of it before its arrays are there. */
  view: PartialPlantDay;
  /** The day asked for; `view` is still of the one before while `changing`. */
  day: string;
  days: readonly DayEntry[];
  changing: boolean;
}

export function PlantDay({ view, day, days, changing }: PlantDayProps) {
  const t = useTexts();
  const plantId = usePlantId();
  const { search, write } = useUrlState();
  const client = useQueryClient();
  const { plant } = view;
  // The map first: what is said around it follows a moment later.
  const settled = useDeferredValue(view);
  const today = plantDayOf(Date.now(), plant.utcOffsetMinutes);
  const asTrendTable = search.get('trend') === 'table';
  const pickDay = useCallback((picked: string) => write({ day: picked }, 'push'), [write]);
  const showTrendAs = useCallback((table: boolean) => write({ trend: table ? 'table' : null }, 'replace'), [write]);
  const aim = useCallback((aimed: string) => void client.prefetchQuery(plantDayQuery(aimed)), [client]);
  return (
    <>
      <div className={styles.head}>
        <div>
          <h1 className={styles.title}>{plant.name}</h1>
          <div className={styles.sub}>
            {t('plant.sub', { count: plant.arrays, zone: formatUtcOffset(plant.utcOffsetMinutes) })}
          </div>
        </div>
        <DayPicker day={day} days={days} {...neighbourDays(days, day)} today={today} onPick={pickDay} onAim={aim} />
        <div className={styles.actions}>
          {view.run !== null && (
            <Button
              component="a"
              variant="default"
              href={addressOf(getGold, { params: { day: view.day } }, plantId)}
              download
              leftSection={<DownloadIcon size={16} />}
            >
              Parquet
            </Button>
          )}
          <RunButton
            label={view.run === null ? t('plant.runThisDay') : t('plant.rerun')}
            variant={view.run === null ? 'filled' : 'default'}
            hotkey="r"
            day={view.day}
            today={today}
          />
        </div>
      </div>
      <div className={changing ? `${styles.page} ${styles.changing}` : styles.page} aria-busy={changing}>
        <DayNotices view={settled} />
        <DaySummaryStrip view={settled} />
        <PlantCells view={view} />
        <TrendPanel day={settled.day} asTable={asTrendTable} onTable={showTrendAs} onPick={pickDay} />
      </div>
    </>
  );
}
