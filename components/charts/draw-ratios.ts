import { drawLines } from '#components/charts/draw-series.ts';
import type { RatioPlot } from '#components/charts/prepare-ratios.ts';

interface RatioColors {
  voltage: string;
  current: string;
  one: string;
}

/** Draws both ratios, the neighbours' medians quietly behind them, and the line of 1; decides nothing. */
export function drawRatios(
  context: CanvasRenderingContext2D,
  plot: RatioPlot,
  width: number,
  colors: RatioColors,
): void {
  drawLines(context, [Float32Array.of(0, plot.one, width, plot.one)], colors.one, [1, 3]);
  context.globalAlpha = 0.5;
  drawLines(context, plot.neighbourVoltage, colors.voltage, [5, 4]);
  drawLines(context, plot.neighbourCurrent, colors.current, [5, 4]);
  context.globalAlpha = 1;
  drawLines(context, plot.voltage, colors.voltage);
  drawLines(context, plot.current, colors.current);
}
