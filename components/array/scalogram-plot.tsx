'use client';

import { useCallback, useMemo } from 'react';
import { useChartWindow } from '#components/array/chart-window.ts';
import type { CursorStore } from '#components/array/cursor-store.ts';
import { PlotFrame } from '#components/array/plot-frame.tsx';
import { hourTicks } from '#components/charts/day-axis.ts';
import { drawEvidence } from '#components/charts/draw-evidence.ts';
import { drawScalogram } from '#components/charts/draw-scalogram.ts';
import type { EvidenceMask } from '#components/charts/evidence-mask.ts';
import { colorPixels, periodTicks } from '#components/charts/scalogram-image.ts';
import { useCanvas } from '#components/charts/use-canvas.ts';
import { formatPeriod } from '#components/format/time.ts';
import type { ScalogramView } from '#server/domain/views.ts';

export const SCALOGRAM_HEIGHT = 128;

interface ScalogramPlotProps {
  view: ScalogramView;
  pixels: Uint8Array;
  /** What speaks for the verdict: the rest is dimmed; null shows all of it. */
  mask: EvidenceMask | null;
  width: number;
  cursor: CursorStore;
}

/** A channel's scalogram under its series: the same hours, short periods at the top. */
export function ScalogramPlot({ view, pixels, mask, width, cursor }: ScalogramPlotProps) {
  const { window } = useChartWindow();
  const rgba = useMemo(() => colorPixels(pixels), [pixels]);
  const draw = useCallback(
    (context: CanvasRenderingContext2D) => {
      drawScalogram(context, rgba, view.bins, width, SCALOGRAM_HEIGHT, window);
      if (mask) drawEvidence(context, mask, width, SCALOGRAM_HEIGHT, window);
    },
    [rgba, view.bins, width, window, mask],
  );
  const canvas = useCanvas(width, SCALOGRAM_HEIGHT, draw);
  return (
    <PlotFrame
      width={width}
      height={SCALOGRAM_HEIGHT}
      rows={view.scales}
      cursor={cursor}
      gridOver
      hours={hourTicks(width, window).map(({ x }) => x)}
      ticks={periodTicks(view).map(({ y, seconds }) => ({ y: y * SCALOGRAM_HEIGHT, label: formatPeriod(seconds) }))}
    >
      <canvas ref={canvas} />
    </PlotFrame>
  );
}
