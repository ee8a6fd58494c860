'use client';

import { useComputedColorScheme } from '@mantine/core';
import { useCallback, useMemo } from 'react';
import { useChartWindow } from '#components/array/chart-window.ts';
import type { CursorStore } from '#components/array/cursor-store.ts';
import { ScalePlot } from '#components/array/scale-plot.tsx';
import { drawSeries } from '#components/charts/draw-series.ts';
import { CHANNEL_COLORS, HATCH_COLORS } from '#components/charts/palette.ts';
import { prepareSeries } from '#components/charts/prepare-series.ts';
import { valuesWithin } from '#components/charts/time-window.ts';
import type { Channel } from '#domain/channels.ts';

const HEIGHT = 78;

interface SeriesPlotProps {
  channel: Channel;
  values: readonly (number | null)[];
  width: number;
  cursor: CursorStore;
}

export function SeriesPlot({ channel, values, width, cursor }: SeriesPlotProps) {
  const scheme = useComputedColorScheme('light');
  const { window } = useChartWindow();
  const plot = useMemo(() => prepareSeries(valuesWithin(values, window), width, HEIGHT), [values, window, width]);
  const draw = useCallback(
    (context: CanvasRenderingContext2D) =>
      drawSeries(context, plot, HEIGHT, { line: CHANNEL_COLORS[scheme][channel], gap: HATCH_COLORS[scheme] }),
    [plot, scheme, channel],
  );
  return <ScalePlot width={width} height={HEIGHT} scale={plot.scale} draw={draw} cursor={cursor} />;
}
