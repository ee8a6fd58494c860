'use client';

import { Button, SegmentedControl } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { type CellKind, kindOf, parseShow, toggleShow } from '#components/charts/cell-kinds.ts';
import { plantDayQuery } from '#components/data/queries.ts';
import { formatPlural } from '#components/format/numbers.ts';
import { CellTable } from '#components/plant/cell-table.tsx';
import { DayNotices } from '#components/plant/day-notices.tsx';
import { DaySummaryStrip } from '#components/plant/day-summary.tsx';
import { FaultPanel } from '#components/plant/fault-panel.tsx';
import { neighbourDays } from '#components/plant/neighbour-days.ts';
import { PlantLegend } from '#components/plant/plant-legend.tsx';
import { PlantMap } from '#components/plant/plant-map.tsx';
import { summarizeDay } from '#components/plant/summarize-day.ts';
import { RunButton } from '#components/runs/run-button.tsx';
import { DayPicker } from '#components/ui/day-picker.tsx';
import { DownloadIcon } from '#components/ui/icons.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { hrefOf, useUrlState } from '#components/ui/use-url-state.ts';
import { formatUtcOffset, plantDayOf } from '#server/domain/plant-day.ts';
import type { DayEntry, GridCell, PlantDayView } from '#server/domain/views.ts';
import styles from './plant-page.module.css';

interface PlantDayProps {
  view: PlantDayView;
  /** The day asked for; `view` is still of the one before while `changing`. */
  day: string;
  days: readonly DayEntry[];
  changing: boolean;
}

export function PlantDay({ view, day, days, changing }: PlantDayProps) {
  const { search, write } = useUrlState();
  const router = useRouter();
  const client = useQueryClient();
  const [marked, setMarked] = useState<string | null>(null);
  const show = search.get('show');
  const shown = parseShow(show);
  const asTable = search.get('view') === 'table';
  const { plant, cells } = view;
  const today = plantDayOf(Date.now(), plant.utcOffsetMinutes);
  const hrefOfCell = (cell: GridCell) => hrefOf(`/arrays/${cell.deviceId}`, { day: view.day, show });
  const chosen = shown === null ? cells : cells.filter((cell) => shown.has(kindOf(cell)));
  return (
    <>
      <div className={styles.head}>
        <div>
          <h1 className={styles.title}>{plant.name}</h1>
          <div className={styles.sub}>
            {formatPlural(plant.arrays, 'array')} · plant time {formatUtcOffset(plant.utcOffsetMinutes)}
          </div>
        </div>
        <DayPicker
          day={day}
          days={days}
          {...neighbourDays(days, day)}
          today={today}
          onPick={(picked) => write({ day: picked }, 'push')}
          onAim={(aimed) => void client.prefetchQuery(plantDayQuery(aimed))}
        />
        <div className={styles.actions}>
          {view.run !== null && (
            <Button
              component="a"
              variant="default"
              href={`/api/v1/plant-days/${view.day}/gold`}
              download
              leftSection={<DownloadIcon size={16} />}
            >
              Parquet
            </Button>
          )}
          <RunButton
            label={view.run === null ? 'Run this day' : 'Re-run'}
            variant={view.run === null ? 'filled' : 'default'}
            day={view.day}
            today={today}
          />
        </div>
      </div>
      <div className={changing ? `${styles.page} ${styles.changing}` : styles.page} aria-busy={changing}>
        <DayNotices view={view} />
        <DaySummaryStrip view={view} />
        <div className={styles.columns}>
          <Panel
            title="Plant"
            aside={
              <SegmentedControl
                size="xs"
                aria-label="Show the plant as"
                data={[
                  { value: 'map', label: 'Map' },
                  { value: 'table', label: 'Table' },
                ]}
                value={asTable ? 'table' : 'map'}
                onChange={(value) => write({ view: value === 'table' ? 'table' : null }, 'replace')}
              />
            }
          >
            <PlantLegend
              counts={summarizeDay(view).counts}
              shown={shown}
              onToggle={(kind: CellKind) => write({ show: toggleShow(shown, kind) }, 'replace')}
              onClear={() => write({ show: null }, 'replace')}
            />
            {asTable ? (
              <CellTable key={`${view.day} ${show}`} cells={chosen} hrefOf={hrefOfCell} />
            ) : (
              <>
                <PlantMap
                  cells={cells}
                  shown={shown}
                  marked={marked}
                  onOpen={(cell) => router.push(hrefOfCell(cell))}
                />
                <p className={styles.hint}>
                  Click an array to open it. With the keyboard: arrows move, F next fault, Enter opens; outside the map,
                  left and right change the day.
                </p>
              </>
            )}
          </Panel>
          <FaultPanel key={`${view.day} ${show}`} view={view} shown={shown} hrefOf={hrefOfCell} onMark={setMarked} />
        </div>
      </div>
    </>
  );
}
