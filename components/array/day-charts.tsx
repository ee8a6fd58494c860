'use client';

import { Skeleton, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useMemo, useState } from 'react';
import { ChannelPanel } from '#components/array/channel-panel.tsx';
import { type ChartWindow, ChartWindowContext } from '#components/array/chart-window.ts';
import { CHANNEL_LABELS, seriesWords } from '#components/array/chart-words.ts';
import { CursorStore, useCursor } from '#components/array/cursor-store.ts';
import { EvidenceBar } from '#components/array/evidence-bar.tsx';
import { PowerPanel } from '#components/array/power-panel.tsx';
import { ZoomBar } from '#components/array/zoom-bar.tsx';
import { parseWindow, windowBetween, windowText } from '#components/charts/time-window.ts';
import { useWidth } from '#components/charts/use-width.ts';
import { isNotFound } from '#components/data/api-error.ts';
import { explanationQuery, powerQuery } from '#components/data/array-queries.ts';
import { scalogramQuery, seriesQuery } from '#components/data/queries.ts';
import { formatClock } from '#components/format/time.ts';
import { Notice } from '#components/ui/notice.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { ProblemNotice } from '#components/ui/problem-notice.tsx';
import { useUrlState } from '#components/ui/use-url-state.ts';
import { CHANNELS } from '#server/domain/channels.ts';
import { DAY_MS, formatUtcOffset } from '#server/domain/plant-day.ts';
import type { SeriesView } from '#server/domain/views.ts';
import styles from './day-charts.module.css';

const GUTTER = 52;
const STEP_MS = 20_000;
const LONG_STEP_MS = 900_000;

interface DayChartsProps {
  deviceId: string;
  day: string;
  utcOffsetMinutes: number;
}

/** The four series with their scalograms under one cursor. Either kind is shown when the other can't be. */
export function DayCharts({ deviceId, day, utcOffsetMinutes }: DayChartsProps) {
  const { ref, width } = useWidth<HTMLDivElement>();
  const [cursor] = useState(() => new CursorStore());
  const series = useQuery(seriesQuery(deviceId, day));
  const scalogram = useQuery(scalogramQuery(deviceId, day));
  const zone = formatUtcOffset(utcOffsetMinutes);
  const plotWidth = Math.max(0, width - GUTTER);
  const { search, write } = useUrlState();
  const why = search.get('why') === '1';
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
  const explanation = useQuery({ ...explanationQuery(deviceId, day), enabled: why });
  const waiting = series.isPending || scalogram.isPending;
  const nothing = !series.data && !scalogram.data;
  const rows = scalogram.data?.scales ?? 0;
  return (
    <Panel title="Readings and scalograms" aside={<CursorTime cursor={cursor} zone={zone} />}>
      <ChartWindowContext value={chartWindow}>
        <EvidenceBar
          deviceId={deviceId}
          day={day}
          on={why}
          onSwitch={(on) => write({ why: on ? '1' : null }, 'replace')}
        />
        <ZoomBar deviceId={deviceId} day={day} chartWindow={chartWindow} />
        <div
          ref={ref}
          role="application"
          aria-roledescription="charts with one cursor"
          aria-label="Four series and their scalograms. Left and right move the cursor in time, with Shift by a quarter of an hour; up and down move it in period; plus and minus zoom, Escape shows the whole day."
          // biome-ignore lint/a11y/noNoninteractiveTabindex: the charts are one control with a cursor of its own
          tabIndex={0}
          className={series.isPlaceholderData || scalogram.isPlaceholderData ? styles.changing : styles.charts}
          aria-busy={waiting}
          onKeyDown={(event) => moveCursor(event, cursor, rows, chartWindow)}
          onBlur={() => cursor.set(null)}
        >
          <PartNotice what="The series" query={series} nothing="No readings of this array on this day." />
          <PartNotice what="The scalograms" query={scalogram} nothing="No scalogram of this array on this day." />
          {waiting && nothing && <Skeleton height={980} radius="md" />}
          {plotWidth > 0 && power.data && !series.isPlaceholderData && (
            <PowerPanel view={power.data} width={plotWidth} cursor={cursor} />
          )}
          {power.error && !isNotFound(power.error) && (
            <ProblemNotice what="Expected power" error={power.error} onRetry={() => power.refetch()} />
          )}
          {plotWidth > 0 &&
            !nothing &&
            CHANNELS.map((channel) => (
              <ChannelPanel
                key={channel}
                channel={channel}
                series={series.data ?? null}
                scalogram={scalogram.data ?? null}
                waiting={waiting}
                width={plotWidth}
                cursor={cursor}
                explanation={why ? (explanation.data ?? null) : null}
              />
            ))}
          {series.data && <SpokenCursor cursor={cursor} series={series.data} zone={zone} />}
        </div>
        {scalogram.data && (
          <p className={styles.hint}>
            Hours of the plant day, {zone}. A scalogram’s height is the period of a fluctuation, 50 s at the top to 6.3
            h at the bottom (logarithmic); its colour is the amplitude. Hatching in a series: no reading. Drag to zoom
            in time; a double click, or Escape, shows the whole day.
          </p>
        )}
      </ChartWindowContext>
    </Panel>
  );
}

interface Part {
  error: Error | null;
  refetch: () => unknown;
}

function PartNotice({ what, query, nothing }: { what: string; query: Part; nothing: string }) {
  if (query.error === null) return null;
  if (!isNotFound(query.error))
    return <ProblemNotice what={what} error={query.error} onRetry={() => query.refetch()} />;
  return (
    <Notice tone="quiet" title={nothing}>
      {query.error.message}
    </Notice>
  );
}

function CursorTime({ cursor, zone }: { cursor: CursorStore; zone: string }) {
  const at = useCursor(cursor);
  return (
    <span className={styles.time}>
      {at ? <b>{formatClock(Math.floor(at.msOfDay / STEP_MS) * STEP_MS)}</b> : 'Plant time'} {zone}
    </span>
  );
}

/** Reads the four values out once the cursor was moved by a key: the pointer moves too fast for words. */
function SpokenCursor({ cursor, series, zone }: { cursor: CursorStore; series: SeriesView; zone: string }) {
  const at = useCursor(cursor);
  const words =
    at?.byKey === true
      ? `${formatClock(at.msOfDay)} ${zone}: ${CHANNELS.map((channel) => `${CHANNEL_LABELS[channel]} ${seriesWords(series, channel, at)}`).join(', ')}`
      : '';
  return <VisuallyHidden aria-live="polite">{words}</VisuallyHidden>;
}

function moveCursor(
  event: KeyboardEvent,
  cursor: CursorStore,
  rows: number,
  { window, zoom, reset }: ChartWindow,
): void {
  // The browser's own.
  if (event.ctrlKey || event.metaKey || event.altKey) return;
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
