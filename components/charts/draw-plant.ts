import { hatchPattern, snap } from '#components/charts/canvas.ts';
import { type Box, edgeLabels, type PlantLayout } from '#components/charts/plant-layout.ts';
import type { CellBatch } from '#components/charts/prepare-plant.ts';

const FONT = "'Inter Variable', system-ui, sans-serif";

/** Draws the batches' cells that lie in the layout's field, and the numbers of rows and columns; decides nothing. */
export function drawPlant(
  context: CanvasRenderingContext2D,
  layout: PlantLayout,
  batches: readonly CellBatch[],
  axisColor: string,
): void {
  const { field } = layout;
  const places = placesOf(layout);
  context.save();
  context.beginPath();
  context.rect(field.x, field.y, field.width, field.height);
  context.clip();
  for (const batch of batches) drawBatch(context, batch, layout, places);
  context.restore();
  drawEdges(context, layout, axisColor);
}

/** Edges of every column and row on device pixels: snapped once here instead of once a cell. */
function placesOf({ columns, rows, left, top, pitchX, pitchY, gap }: PlantLayout) {
  const edges = (count: number, from: number, pitch: number) => {
    const starts = Float64Array.from({ length: count }, (_, index) => snap(from + index * pitch));
    const sizes = starts.map((start, index) => Math.max(snap(1), snap(from + (index + 1) * pitch - gap) - start));
    return { starts, sizes };
  };
  return { x: edges(columns, left, pitchX), y: edges(rows, top, pitchY) };
}

type Places = ReturnType<typeof placesOf>;

/** Cells with less room than this are plain rectangles without a letter. */
const LETTER_ROOM = 15;
const OUTLINE_ROOM = 6;

function drawBatch(context: CanvasRenderingContext2D, batch: CellBatch, layout: PlantLayout, places: Places): void {
  const room = Math.min(layout.pitchX * 0.8, layout.pitchY) - layout.gap;
  const radius = room >= 28 ? 5 : room >= 16 ? 2 : 0;
  context.globalAlpha = batch.opacity;
  const fills: (string | CanvasPattern)[] = [batch.fill];
  if (batch.hatch) {
    const spacing = Math.min(6, Math.max(3, room / 2));
    fills.push(hatchPattern(context, batch.hatch, spacing) ?? batch.hatch);
  }
  const seen: { box: Box; order: number }[] = [];
  const keeps = radius > 0 || room >= LETTER_ROOM || (batch.outline !== null && room >= OUTLINE_ROOM);
  if (keeps)
    eachSeenCell(batch, layout, places, (x, y, width, height, order) =>
      seen.push({ box: { x, y, width, height }, order }),
    );
  for (const fill of fills) {
    context.fillStyle = fill;
    if (radius > 0) context.fill(pathOf(seen, radius));
    else eachSeenCell(batch, layout, places, (x, y, width, height) => context.fillRect(x, y, width, height));
  }
  if (batch.outline && room >= OUTLINE_ROOM) {
    context.strokeStyle = batch.outline;
    context.lineWidth = 1;
    context.stroke(pathOf(seen, radius));
  }
  if (room >= LETTER_ROOM) {
    for (const { box, order } of seen) drawLabel(context, batch, box, order);
  }
}

/** Hands out the cells that lie in the field; ten thousand small ones without an object for each. */
function eachSeenCell(
  batch: CellBatch,
  { columns, rankOf, field }: PlantLayout,
  places: Places,
  visit: (x: number, y: number, width: number, height: number, order: number) => void,
): void {
  for (let order = 0; order < batch.cells.length; order += 1) {
    const rank = rankOf[batch.cells[order] as number] as number;
    const row = (rank / columns) | 0;
    const column = rank - row * columns;
    const [x, y] = [places.x.starts[column] as number, places.y.starts[row] as number];
    const [width, height] = [places.x.sizes[column] as number, places.y.sizes[row] as number];
    if (x + width < field.x || y + height < field.y) continue;
    if (x > field.x + field.width || y > field.y + field.height) continue;
    visit(x, y, width, height, order);
  }
}

function pathOf(seen: readonly { box: Box }[], radius: number): Path2D {
  const path = new Path2D();
  for (const { box } of seen) {
    if (radius > 0) path.roundRect(box.x, box.y, box.width, box.height, radius);
    else path.rect(box.x, box.y, box.width, box.height);
  }
  return path;
}

function drawLabel(context: CanvasRenderingContext2D, batch: CellBatch, box: Box, order: number): void {
  const label = batch.labelOf(order);
  if (label.code === '') return;
  const twoLines = label.confidence !== '' && box.height >= 38 && box.width >= 44;
  const size = Math.min(15, box.height * 0.5, box.width * 0.42);
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 + 0.5 };
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  if (batch.hatch) drawPlate(context, batch.fill, middle, size);
  context.fillStyle = batch.ink;
  context.font = `650 ${size}px ${FONT}`;
  context.fillText(label.code, middle.x, middle.y - (twoLines ? 7 : 0));
  if (!twoLines) return;
  context.font = `450 11.5px ${FONT}`;
  context.fillText(label.confidence, middle.x, middle.y + 9);
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

function drawEdges(context: CanvasRenderingContext2D, layout: PlantLayout, color: string): void {
  const { field, gap } = layout;
  context.globalAlpha = 1;
  context.fillStyle = color;
  context.font = `450 11.5px ${FONT}`;
  context.textBaseline = 'middle';
  context.textAlign = 'center';
  for (const { at, label } of edgeLabels(layout.firstColumn, layout.columns, layout.pitchX, 30)) {
    const x = layout.left + at - gap / 2;
    if (x >= field.x && x <= layout.width - label.length * 4) context.fillText(label, x, field.y - 12);
  }
  context.textAlign = 'right';
  for (const { at, label } of edgeLabels(layout.firstRow, layout.rows, layout.pitchY, 18)) {
    const y = layout.top + at - gap / 2;
    if (y >= field.y && y <= field.y + field.height) context.fillText(label, field.x - 9, y);
  }
}
