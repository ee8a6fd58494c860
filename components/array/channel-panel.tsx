'use client';

import { Skeleton } from '@mantine/core';
import { useMemo } from 'react';
import { useChartWindow } from '#components/array/chart-window.ts';
import { CHANNEL_LABELS, scalogramWords, seriesWords } from '#components/array/chart-words.ts';
import { type CursorStore, useCursor } from '#components/array/cursor-store.ts';
import { SCALOGRAM_HEIGHT, ScalogramPlot } from '#components/array/scalogram-plot.tsx';
import { SERIES_HEIGHT, SeriesPlot } from '#components/array/series-plot.tsx';
import { hourTicks } from '#components/charts/day-axis.ts';
import { evidenceMask } from '#components/charts/evidence-mask.ts';
import { decodePixels, pixelValue } from '#components/charts/scalogram-image.ts';
import { viridisGradient } from '#components/charts/viridis.ts';
import { formatQuantity } from '#components/format/numbers.ts';
import type { ExplanationView } from '#server/domain/array-insight.ts';
import { CHANNEL_UNITS, type Channel } from '#server/domain/channels.ts';
import type { ScalogramView, SeriesView } from '#server/domain/views.ts';
import styles from './channel-panel.module.css';

interface ChannelPanelProps {
  channel: Channel;
  series: SeriesView | null;
  scalogram: ScalogramView | null;
  /** One of the two is still on its way. */
  waiting: boolean;
  width: number;
  cursor: CursorStore;
  /** What speaks for the verdict, when that is to be shown. */
  explanation: ExplanationView | null;
}

/** One channel: its series, its scalogram below it on the same hours, and what both say under the cursor. */
export function ChannelPanel({ channel, series, scalogram, waiting, width, cursor, explanation }: ChannelPanelProps) {
  const { window } = useChartWindow();
  const mask = useMemo(() => explanation && evidenceMask(explanation, channel), [explanation, channel]);
  const pixels = useMemo(() => scalogram && decodePixels(scalogram[channel]), [scalogram, channel]);
  return (
    <section className={styles.channel} aria-label={CHANNEL_LABELS[channel]}>
      <div className={styles.head}>
        <h3 className={styles.title} style={{ '--channel': `var(--channel-${channel})` }}>
          {CHANNEL_LABELS[channel]} <span className={styles.unit}>{CHANNEL_UNITS[channel]}</span>
        </h3>
        <Readout channel={channel} series={series} scalogram={scalogram} pixels={pixels} cursor={cursor} />
        {scalogram && <ColorKey scalogram={scalogram} channel={channel} />}
      </div>
      {!series && waiting && <Skeleton height={SERIES_HEIGHT} ml={52} w={width} radius="sm" />}
      {series && <SeriesPlot channel={channel} values={series[channel]} width={width} cursor={cursor} />}
      {scalogram && pixels && (
        <ScalogramPlot view={scalogram} pixels={pixels} mask={mask} width={width} cursor={cursor} />
      )}
      {!scalogram && waiting && <Skeleton height={SCALOGRAM_HEIGHT} ml={52} w={width} radius="sm" />}
      <div className={styles.hours} style={{ width }} aria-hidden="true">
        {hourTicks(width, window).map(({ x, label }) => (
          <span key={label} style={{ left: x }}>
            {label}
          </span>
        ))}
      </div>
    </section>
  );
}

type ReadoutProps = Omit<ChannelPanelProps, 'width' | 'waiting' | 'explanation'> & { pixels: Uint8Array | null };

function Readout({ channel, series, scalogram, pixels, cursor }: ReadoutProps) {
  const at = useCursor(cursor);
  if (at === null) return <span className={styles.readout} />;
  const wave = scalogram && pixels ? scalogramWords(scalogram, pixels, channel, at) : null;
  return (
    <span className={styles.readout}>
      {series && <b>{seriesWords(series, channel, at)}</b>}
      {wave && <span className={styles.wave}>{wave}</span>}
    </span>
  );
}

/** What the ends of the colour map stand for. */
function ColorKey({ scalogram, channel }: { scalogram: ScalogramView; channel: Channel }) {
  const view = scalogram[channel];
  const end = (pixel: number) => formatQuantity(pixelValue(view, pixel), view.unit, 2);
  return (
    <span className={styles.key}>
      ≤ {end(0)}
      <span className={styles.gradient} style={{ background: viridisGradient('to right') }} />≥ {end(255)}
    </span>
  );
}
