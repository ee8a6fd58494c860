import type { EvidenceMask } from '#components/charts/evidence-mask.ts';
import type { TimeWindow } from '#components/charts/time-window.ts';
import { DAY_MS } from '#domain/plant-day.ts';

/** Shades what says nothing; decides nothing. */
export function drawEvidence(
  context: CanvasRenderingContext2D,
  { rows, columns, shade }: EvidenceMask,
  width: number,
  height: number,
  { fromMs, toMs }: TimeWindow,
): void {
  const span = toMs - fromMs;
  const columnWidth = (DAY_MS / columns / span) * width;
  const rowHeight = height / rows;
  shade.forEach((opacity, cell) => {
    const x = (((cell % columns) * DAY_MS) / columns - fromMs) * (width / span);
    context.fillStyle = `rgb(8 10 14 / ${(opacity / 255).toFixed(3)})`;
    context.fillRect(x, Math.floor(cell / columns) * rowHeight, columnWidth, rowHeight);
  });
}
