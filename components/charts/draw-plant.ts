import { hatchPattern, snap } from '#components/charts/canvas.ts';
import type { Box } from '#components/charts/plant-layout.ts';
import type { CellBatch } from '#components/charts/prepare-plant.ts';

const FONT = "'Inter Variable', system-ui, sans-serif";

/** Draws the prepared batches; decides nothing. */
export function drawPlant(context: CanvasRenderingContext2D, batches: readonly CellBatch[]): void {
  for (const batch of batches) {
    context.globalAlpha = batch.opacity;
    context.fillStyle = batch.fill;
    const path = new Path2D();
    for (const box of batch.boxes) addBox(path, box, batch.radius);
    context.fill(path);
    if (batch.hatch) {
      const spacing = Math.min(6, Math.max(3, (batch.boxes[0]?.width ?? 6) / 2));
      context.fillStyle = hatchPattern(context, batch.hatch, spacing) ?? batch.hatch;
      context.fill(path);
    }
    if (batch.outline) {
      context.strokeStyle = batch.outline;
      context.lineWidth = 1;
      context.stroke(path);
    }
    if (batch.labels) drawLabels(context, batch);
  }
  context.globalAlpha = 1;
}

function addBox(path: Path2D, box: Box, radius: number): void {
  const [x, y] = [snap(box.x), snap(box.y)];
  const [width, height] = [snap(box.x + box.width) - x, snap(box.y + box.height) - y];
  if (radius > 0) path.roundRect(x, y, width, height, radius);
  else path.rect(x, y, width, height);
}

function drawLabels(context: CanvasRenderingContext2D, batch: CellBatch): void {
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  batch.labels?.forEach((label, index) => {
    const box = batch.boxes[index];
    if (!box) return;
    const twoLines = label.confidence !== '' && box.height >= 38 && box.width >= 44;
    const size = Math.min(15, box.height * 0.5, box.width * 0.42);
    const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 + 0.5 };
    if (batch.hatch) drawPlate(context, batch.fill, middle, size);
    context.fillStyle = batch.ink;
    context.font = `650 ${size}px ${FONT}`;
    context.fillText(label.code, middle.x, middle.y - (twoLines ? 7 : 0));
    if (!twoLines) return;
    context.font = `450 11.5px ${FONT}`;
    context.fillText(label.confidence, middle.x, middle.y + 9);
  });
}

/** Text on hatching needs a quiet ground. */
function drawPlate(
  context: CanvasRenderingContext2D,
  fill: string,
  middle: { x: number; y: number },
  size: number,
): void {
  context.fillStyle = fill;
  context.beginPath();
  context.arc(middle.x, middle.y - 0.5, size * 0.72, 0, 2 * Math.PI);
  context.fill();
}
