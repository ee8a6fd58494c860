'use client';

import { Skeleton, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useMemo, useState } from 'react';
import { ChannelPanel } from '#components/array/channel-panel.tsx';
import { type ChartWindow, ChartWindowContext } from '#components/array/chart-window.ts';
import { seriesWords } from '#components/array/chart-words.ts';
import { CursorStore, useCursor } from '#components/array/cursor-store.ts';
import { PartNotice } from '#components/array/part-notice.tsx';
import { PowerPanel } from '#components/array/power-panel.tsx';
import { RatioPanel } from '#components/array/ratio-panel.tsx';
import { ScalogramSection } from '#components/array/scalogram-section.tsx';
import { StateBandsContext, stateWords, useStateBands } from '#components/array/state-bands.ts';
import { StateLegend } from '#components/array/state-legend.tsx';
import { ZoomBar } from '#components/array/zoom-bar.tsx';
import { parseWindow, windowBetween, windowText } from '#components/charts/time-window.ts';
import { useWidth } from '#components/charts/use-width.ts';
import { isNotFound } from '#components/data/api-error.ts';
import { operationQuery, powerQuery } from '#components/data/array-queries.ts';
import { seriesQuery } from '#components/data/queries.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { ProblemNotice } from '#components/ui/problem-notice.tsx';
import { useUrlState } from '#components/ui/use-url-state.ts';
import { CHANNELS } from '#domain/channels.ts';
import type { StateBand } from '#domain/operation-view.ts';
import { DAY_MS, formatUtcOffset } from '#domain/plant-day.ts';
import type { SeriesView } from '#domain/views.ts';
import styles from './day-charts.module.css';

const GUTTER = 52;
const STEP_MS = 20_000;
const LONG_STEP_MS = 900_000;
/** Rows of every scalogram. */
const IMAGE_ROWS = 64;

interface DayChartsProps {
  deviceId: string;
  day: string;
  utcOffsetMinutes: number;
}

/** Power, ratios, the four series and the scalograms under one cursor. Each is shown when another can't be. */
export function DayCharts({ deviceId, day, utcOffsetMinutes }: DayChartsProps) {
  const t = useTexts();
  const { ref, width } = useWidth<HTMLDivElement>();
  const [cursor] = useState(() => new CursorStore());
  const series = useQuery(seriesQuery(deviceId, day));
  const zone = formatUtcOffset(utcOffsetMinutes);
  const plotWidth = Math.max(0, width - GUTTER);
  const { search, write } = useUrlState();
  const at = search.get('at');
  const chartWindow = useMemo(
    () => ({
      window: parseWindow(at),
      zoom: (fromMs: number, toMs: number) => write({ at: windowText(windowBetween(fromMs, toMs)) }, 'replace'),
      reset: () => write({ at: null }, 'replace'),
    }),
    [at, write],
  );
  const power = useQuery(powerQuery(deviceId, day));
  const operation = useQuery(operationQuery(deviceId, day));
  const bands = operation.data?.bands ?? NO_BANDS;
  const ready = plotWidth > 0 && !series.isPlaceholderData;
  return (
    <Panel
      title={t('array.readings')}
      aside={
        <StateBandsContext value={bands}>
          <CursorTime cursor={cursor} zone={zone} />
        </StateBandsContext>
      }
    >
      <ChartWindowContext value={chartWindow}>
        <StateBandsContext value={bands}>
          <ZoomBar deviceId={deviceId} day={day} chartWindow={chartWindow} />
          {operation.data && <StateLegend view={operation.data} />}
          <div
            ref={ref}
            role="application"
            aria-roledescription={t('array.chartsRole')}
            aria-label={t('array.chartsLabel')}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: the charts are one control with a cursor of its own
            tabIndex={0}
            className={series.isPlaceholderData ? styles.changing : styles.charts}
            aria-busy={series.isPending}
            onKeyDown={(event) => moveCursor(event, cursor, IMAGE_ROWS, chartWindow)}
            onBlur={() => cursor.set(null)}
          >
            <PartNotice what={t('array.theSeries')} query={series} nothing={t('array.noReadings')} />
            {series.isPending && <Skeleton height={980} radius="md" />}
            {ready && power.data && <PowerPanel view={power.data} width={plotWidth} cursor={cursor} />}
            {power.error && !isNotFound(power.error) && (
              <ProblemNotice what={t('array.expectedPower')} error={power.error} onRetry={() => power.refetch()} />
            )}
            {series.data && operation.isPending && <Skeleton height={185} mt={14} radius="sm" />}
            {ready && operation.data && <RatioPanel view={operation.data} width={plotWidth} cursor={cursor} />}
            {operation.error && !isNotFound(operation.error) && (
              <ProblemNotice
                what={t('array.theOperation')}
                error={operation.error}
                onRetry={() => operation.refetch()}
              />
            )}
            {plotWidth > 0 &&
              series.data &&
              CHANNELS.map((channel) => (
                <ChannelPanel key={channel} channel={channel} series={series.data} width={plotWidth} cursor={cursor} />
              ))}
            <p className={styles.hint}>{t('array.chartsHint', { zone })}</p>
            <ScalogramSection deviceId={deviceId} day={day} width={plotWidth} cursor={cursor} />
            {series.data && <SpokenCursor cursor={cursor} series={series.data} zone={zone} />}
          </div>
        </StateBandsContext>
      </ChartWindowContext>
    </Panel>
  );
}

const NO_BANDS: readonly StateBand[] = [];

function CursorTime({ cursor, zone }: { cursor: CursorStore; zone: string }) {
  const t = useTexts();
  const at = useCursor(cursor);
  const bands = useStateBands();
  const state = at ? stateWords(bands, at.msOfDay, t) : '';
  return (
    <span className={styles.time}>
      {state && `${state} · `}
      {at ? <b>{t.clock(Math.floor(at.msOfDay / STEP_MS) * STEP_MS)}</b> : t('array.plantTime')} {zone}
    </span>
  );
}

/** Reads the four values out once the cursor was moved by a key: the pointer moves too fast for words. */
function SpokenCursor({ cursor, series, zone }: { cursor: CursorStore; series: SeriesView; zone: string }) {
  const t = useTexts();
  const at = useCursor(cursor);
  const words =
    at?.byKey === true
      ? `${t.clock(at.msOfDay)} ${zone}: ${CHANNELS.map((channel) => `${t(`channels.${channel}`)} ${seriesWords(series, channel, at, t)}`).join(', ')}`
      : '';
  return <VisuallyHidden aria-live="polite">{words}</VisuallyHidden>;
}

function moveCursor(
  event: KeyboardEvent,
  cursor: CursorStore,
  rows: number,
  { window, zoom, reset }: ChartWindow,
): void {
  // The browser's own, and those of the switches among the charts.
  if (event.ctrlKey || event.metaKey || event.altKey || event.target !== event.currentTarget) return;
  const zoomed = window.toMs - window.fromMs < DAY_MS;
  const zoomBy = (factor: number) => {
    const middle = cursor.get()?.msOfDay ?? (window.fromMs + window.toMs) / 2;
    const half = ((window.toMs - window.fromMs) * factor) / 2;
    zoom(middle - half, middle + half);
  };
  const at = cursor.get() ?? { msOfDay: DAY_MS / 2, scaleRow: null };
  const step = event.shiftKey ? LONG_STEP_MS : STEP_MS;
  const toTime = (ms: number) =>
    cursor.set({ ...at, msOfDay: Math.min(DAY_MS - STEP_MS, Math.max(0, ms)), byKey: true });
  const toRow = (row: number) => cursor.set({ ...at, scaleRow: Math.min(rows - 1, Math.max(0, row)), byKey: true });
  const slot = Math.floor(at.msOfDay / STEP_MS) * STEP_MS;
  if (event.key === 'ArrowLeft') toTime(slot - step);
  else if (event.key === 'ArrowRight') toTime(slot + step);
  else if (event.key === 'Home') toTime(0);
  else if (event.key === 'End') toTime(DAY_MS);
  else if (event.key === 'ArrowUp' && rows > 0) toRow((at.scaleRow ?? rows / 2) - 1);
  else if (event.key === 'ArrowDown' && rows > 0) toRow((at.scaleRow ?? rows / 2) + 1);
  else if (event.key === '+') zoomBy(0.5);
  else if (event.key === '-') zoomBy(2);
  else if (event.key === 'Escape' && zoomed) reset();
  else if (event.key === 'Escape') cursor.set(null);
  else return;
  event.preventDefault();
}
