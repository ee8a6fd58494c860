import { hatchPattern } from '#components/charts/canvas.ts';
import type { SeriesPlot } from '#components/charts/prepare-series.ts';

/** Draws a prepared series; decides nothing. */
export function drawSeries(
  context: CanvasRenderingContext2D,
  plot: SeriesPlot,
  height: number,
  colors: { line: string; gap: string },
): void {
  context.fillStyle = hatchPattern(context, colors.gap, 7) ?? colors.gap;
  context.globalAlpha = 0.4;
  for (const gap of plot.gaps) context.fillRect(gap.x, 0, gap.width, height);
  context.globalAlpha = 1;
  drawLines(context, plot.lines, colors.line);
}

/** Draws poly-lines of x, y, x, y, ...; one of a single point is a dot. */
export function drawLines(
  context: CanvasRenderingContext2D,
  lines: readonly Float32Array[],
  color: string,
  dash: number[] = [],
): void {
  context.strokeStyle = color;
  context.fillStyle = color;
  context.lineWidth = 1.25;
  context.lineJoin = 'round';
  context.setLineDash(dash);
  for (const line of lines) {
    if (line.length === 2) {
      context.fillRect((line[0] ?? 0) - 1, (line[1] ?? 0) - 1, 2, 2);
      continue;
    }
    context.beginPath();
    for (let index = 0; index < line.length; index += 2) context.lineTo(line[index] ?? 0, line[index + 1] ?? 0);
    context.stroke();
  }
  context.setLineDash([]);
}
