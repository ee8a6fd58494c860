import { type Box, gapOf, type PlantLayout } from '#components/charts/plant-layout.ts';

/** The part of the plant that is seen: how far it is enlarged, and the plant's point (0..1) in the middle. */
export interface PlantViewport {
  zoom: number;
  x: number;
  y: number;
}

export const WHOLE_PLANT: PlantViewport = { zoom: 1, x: 0.5, y: 0.5 };
/** One press of + or -. */
export const ZOOM_STEP = 1.5;
const LARGEST_PITCH = 110;
const PATTERN = /^(\d+(?:\.\d+)?),(\d(?:\.\d+)?),(\d(?:\.\d+)?)$/;

/** The largest zoom: a cell then has room for its code and confidence. */
export function maxZoom(layout: PlantLayout): number {
  return Math.max(2, LARGEST_PITCH / Math.min(layout.pitchX, layout.pitchY));
}

/** The viewport within bounds: no smaller than the plant, no part of it beyond the plant's edge. */
export function clampViewport(layout: PlantLayout, { zoom, x, y }: PlantViewport): PlantViewport {
  const bounded = Math.min(maxZoom(layout), Math.max(1, zoom));
  const half = 0.5 / bounded;
  const within = (centre: number) => Math.min(1 - half, Math.max(half, centre));
  return { zoom: bounded, x: within(x), y: within(y) };
}

/** Enlarges by `factor` around a point of the canvas, which stays where it is. */
export function zoomAt(
  layout: PlantLayout,
  view: PlantViewport,
  factor: number,
  px: number,
  py: number,
): PlantViewport {
  const zoom = clampViewport(layout, { ...view, zoom: view.zoom * factor }).zoom;
  const away = 1 / view.zoom - 1 / zoom;
  const { field } = layout;
  return clampViewport(layout, {
    zoom,
    x: view.x + ((px - field.x) / field.width - 0.5) * away,
    y: view.y + ((py - field.y) / field.height - 0.5) * away,
  });
}

/** Moves what is seen by pixels of the canvas: the plant follows the finger. */
export function panBy(layout: PlantLayout, view: PlantViewport, dx: number, dy: number): PlantViewport {
  const { field } = layout;
  return clampViewport(layout, {
    ...view,
    x: view.x - dx / (field.width * view.zoom),
    y: view.y - dy / (field.height * view.zoom),
  });
}

/** The layout as seen through the viewport: same field, larger cells, some of them outside it. */
export function seenLayout(layout: PlantLayout, view: PlantViewport): PlantLayout {
  const { field } = layout;
  const { zoom, x, y } = clampViewport(layout, view);
  const [pitchX, pitchY] = [layout.pitchX * zoom, layout.pitchY * zoom];
  return {
    ...layout,
    pitchX,
    pitchY,
    gap: gapOf(pitchX, pitchY),
    left: field.x - (x * zoom - 0.5) * field.width,
    top: field.y - (y * zoom - 0.5) * field.height,
  };
}

/** The least move that brings a cell's box wholly into the field. */
export function reveal(layout: PlantLayout, view: PlantViewport, box: Box): PlantViewport {
  const { field } = layout;
  const shift = (start: number, size: number, from: number, room: number) =>
    start < from ? from - start : Math.min(0, from + room - start - size);
  const dx = shift(box.x, box.width, field.x, field.width);
  const dy = shift(box.y, box.height, field.y, field.height);
  return dx === 0 && dy === 0 ? view : panBy(layout, view, dx, dy);
}

/** "3.38,0.412,0.7" for the URL; null for the whole plant. */
export function formatViewport({ zoom, x, y }: PlantViewport): string | null {
  if (zoom <= 1.001) return null;
  const short = (value: number, digits: number) => String(Number(value.toFixed(digits)));
  return `${short(zoom, 2)},${short(x, 4)},${short(y, 4)}`;
}

/** What a URL says of the viewport; the whole plant when it says nothing, or nonsense. */
export function parseViewport(text: string | null): PlantViewport {
  const [, zoom, x, y] = PATTERN.exec(text ?? '') ?? [];
  return zoom === undefined ? WHOLE_PLANT : { zoom: Number(zoom), x: Number(x), y: Number(y) };
}
