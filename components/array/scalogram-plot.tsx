'use client';

import { useCallback, useMemo } from 'react';
import { useChartWindow } from '#components/array/chart-window.ts';
import type { CursorStore } from '#components/array/cursor-store.ts';
import { PlotFrame } from '#components/array/plot-frame.tsx';
import { drawEvidence } from '#components/charts/draw-evidence.ts';
import { drawScalogram } from '#components/charts/draw-scalogram.ts';
import type { EvidenceMask } from '#components/charts/evidence-mask.ts';
import { colorPixels, periodTicks } from '#components/charts/scalogram-image.ts';
import type { ShownImage } from '#components/charts/shown-image.ts';
import { useCanvas } from '#components/charts/use-canvas.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';

export const SCALOGRAM_HEIGHT = 128;

interface ScalogramPlotProps {
  image: ShownImage;
  /** What speaks for the verdict: the rest is dimmed; null shows all of it. */
  mask: EvidenceMask | null;
  width: number;
  cursor: CursorStore;
}

/** A channel's scalogram on the hours of the series: short periods at the top, levels below the long ones. */
export function ScalogramPlot({ image, mask, width, cursor }: ScalogramPlotProps) {
  const t = useTexts();
  const { window } = useChartWindow();
  const { pixels, rows, bins, periodsSeconds } = image;
  const rgba = useMemo(() => colorPixels(pixels), [pixels]);
  const waveletHeight = (periodsSeconds.length / rows) * SCALOGRAM_HEIGHT;
  const draw = useCallback(
    (context: CanvasRenderingContext2D) => {
      drawScalogram(context, rgba, bins, width, SCALOGRAM_HEIGHT, window);
      if (waveletHeight < SCALOGRAM_HEIGHT) {
        context.fillStyle = '#ffffff';
        context.fillRect(0, waveletHeight - 0.5, width, 1);
      }
      if (mask) drawEvidence(context, mask, width, SCALOGRAM_HEIGHT, window);
    },
    [rgba, bins, width, window, mask, waveletHeight],
  );
  const canvas = useCanvas(width, SCALOGRAM_HEIGHT, draw);
  return (
    <PlotFrame
      width={width}
      height={SCALOGRAM_HEIGHT}
      rows={rows}
      cursor={cursor}
      gridOver
      ticks={[
        ...periodTicks(periodsSeconds).map(({ y, seconds }) => ({
          y: y * waveletHeight,
          label: t.period(seconds),
        })),
        ...(waveletHeight < SCALOGRAM_HEIGHT
          ? [{ y: (waveletHeight + SCALOGRAM_HEIGHT) / 2, label: t('array.levelTick') }]
          : []),
      ]}
    >
      <canvas ref={canvas} />
    </PlotFrame>
  );
}
