import { type TimeWindow, WHOLE_DAY } from '#components/charts/time-window.ts';
import { DAY_MS } from '#domain/plant-day.ts';

/** Draws RGBA pixels of a day, as far as they are in the window, over width x height CSS pixels, each a sharp rectangle. */
export function drawScalogram(
  context: CanvasRenderingContext2D,
  rgba: Uint8ClampedArray<ArrayBuffer>,
  columns: number,
  width: number,
  height: number,
  window: TimeWindow = WHOLE_DAY,
): void {
  const rows = rgba.length / 4 / columns;
  const image = document.createElement('canvas');
  image.width = columns;
  image.height = rows;
  image.getContext('2d')?.putImageData(new ImageData(rgba, columns, rows), 0, 0);
  context.imageSmoothingEnabled = false;
  const first = (window.fromMs / DAY_MS) * columns;
  const span = ((window.toMs - window.fromMs) / DAY_MS) * columns;
  context.drawImage(image, first, 0, span, rows, 0, 0, width, height);
}
