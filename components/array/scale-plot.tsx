import { useCallback } from 'react';
import type { CursorStore } from '#components/array/cursor-store.ts';
import { PlotFrame } from '#components/array/plot-frame.tsx';
import type { LinearScale } from '#components/charts/linear-scale.ts';
import { useCanvas } from '#components/charts/use-canvas.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';

/** Room above and below, so that the outermost tick labels and the line's width fit. */
const INSET = 7;

interface ScalePlotProps {
  /** CSS pixels; the height is that of the scale. */
  width: number;
  height: number;
  scale: LinearScale;
  /** Draws into `width` x `height`; the same function as long as what it draws is the same. */
  draw: (context: CanvasRenderingContext2D) => void;
  cursor: CursorStore;
}

/** A plot of values over the day, with its scale on the left. */
export function ScalePlot({ width, height, scale: { low, high, ticks, decimals }, draw, cursor }: ScalePlotProps) {
  const t = useTexts();
  const drawInset = useCallback(
    (context: CanvasRenderingContext2D) => {
      context.translate(0, INSET);
      draw(context);
    },
    [draw],
  );
  const canvas = useCanvas(width, height + 2 * INSET, drawInset);
  return (
    <PlotFrame
      width={width}
      height={height + 2 * INSET}
      rows={null}
      cursor={cursor}
      ticks={ticks.map((tick) => ({
        y: INSET + height - ((tick - low) / (high - low)) * height,
        label: t.fixed(tick, decimals),
      }))}
    >
      <canvas ref={canvas} />
    </PlotFrame>
  );
}
