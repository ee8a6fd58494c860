'use client';

import { useComputedColorScheme } from '@mantine/core';
import { useCallback, useMemo } from 'react';
import { useChartWindow } from '#components/array/chart-window.ts';
import type { CursorStore } from '#components/array/cursor-store.ts';
import { PlotFrame } from '#components/array/plot-frame.tsx';
import { hourTicks } from '#components/charts/day-axis.ts';
import { drawSeries } from '#components/charts/draw-series.ts';
import { CHANNEL_COLORS, HATCH_COLORS } from '#components/charts/palette.ts';
import { prepareSeries } from '#components/charts/prepare-series.ts';
import { valuesWithin } from '#components/charts/time-window.ts';
import { useCanvas } from '#components/charts/use-canvas.ts';
import type { Channel } from '#server/domain/channels.ts';

const SERIES_HEIGHT = 92;
/** Room above and below, so that the outermost tick labels and the line's width fit. */
const INSET = 7;

interface SeriesPlotProps {
  channel: Channel;
  values: readonly (number | null)[];
  width: number;
  cursor: CursorStore;
}

export function SeriesPlot({ channel, values, width, cursor }: SeriesPlotProps) {
  const scheme = useComputedColorScheme('light');
  const inner = SERIES_HEIGHT - 2 * INSET;
  const { window } = useChartWindow();
  const plot = useMemo(() => prepareSeries(valuesWithin(values, window), width, inner), [values, window, width, inner]);
  const draw = useCallback(
    (context: CanvasRenderingContext2D) => {
      context.translate(0, INSET);
      drawSeries(context, plot, inner, { line: CHANNEL_COLORS[scheme][channel], gap: HATCH_COLORS[scheme] });
    },
    [plot, inner, scheme, channel],
  );
  const canvas = useCanvas(width, SERIES_HEIGHT, draw);
  const { low, high, ticks, decimals } = plot.scale;
  return (
    <PlotFrame
      width={width}
      height={SERIES_HEIGHT}
      rows={null}
      cursor={cursor}
      hours={hourTicks(width, window).map(({ x }) => x)}
      ticks={ticks.map((tick) => ({
        y: INSET + inner - ((tick - low) / (high - low)) * inner,
        label: tick.toFixed(decimals),
      }))}
    >
      <canvas ref={canvas} />
    </PlotFrame>
  );
}
