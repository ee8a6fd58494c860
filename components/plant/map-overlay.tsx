'use client';

import { VisuallyHidden } from '@mantine/core';
import { useLayoutEffect, useRef } from 'react';
import { openCanvas } from '#components/charts/canvas.ts';
import { type Box, cellBox, type PlantLayout } from '#components/charts/plant-layout.ts';
import { seenLayout } from '#components/charts/plant-viewport.ts';
import { CellReadout } from '#components/plant/cell-readout.tsx';
import { spokenCell } from '#components/plant/cell-words.ts';
import { type MapStore, useMapCursor, useMapViewport } from '#components/plant/map-store.ts';
import { useTexts } from '#components/texts/texts-provider.tsx';
import type { GridCell } from '#domain/views.ts';
import styles from './plant-map.module.css';

interface MapOverlayProps {
  cells: readonly GridCell[];
  layout: PlantLayout;
  store: MapStore;
  /** Index of an array marked from outside, or -1. */
  marked: number;
  /** Colours of the ring and of the halo that sets it off from any cell. */
  ring: string;
  halo: string;
}

/** Rings and read-out on a canvas of their own above the cells: hovering draws two rectangles, not the plant. */
export function MapOverlay({ cells, layout, store, marked, ring, halo }: MapOverlayProps) {
  const t = useTexts();
  const canvas = useRef<HTMLCanvasElement>(null);
  const drawn = useRef(false);
  const cursor = useMapCursor(store);
  const seen = seenLayout(layout, useMapViewport(store));
  const under = cursor ? cells[cursor.index] : undefined;
  const at = cursor?.index ?? -1;
  useLayoutEffect(() => {
    const there = canvas.current;
    // Nothing to draw and nothing drawn: the first frame of the plant does without a second canvas.
    if (!there || layout.field.width <= 0 || (marked < 0 && at < 0 && !drawn.current)) return;
    drawn.current = true;
    const context = openOnce(there, layout);
    if (!context) return;
    context.clearRect(0, 0, layout.width, layout.height);
    for (const index of [marked, at]) {
      if (index >= 0) drawRing(context, cellBox(seen, index), seen.gap, ring, halo);
    }
  });
  return (
    <>
      <canvas ref={canvas} className={styles.overlay} />
      {under && <CellReadout cell={under} box={cellBox(seen, at)} width={layout.width} height={layout.height} />}
      <VisuallyHidden aria-live="polite">
        {cursor?.by === 'keyboard' && under ? spokenCell(under, t) : ''}
      </VisuallyHidden>
    </>
  );
}

/** Setting a canvas's size throws its pixels away: only when it changed. */
function openOnce(canvas: HTMLCanvasElement, { width, height }: PlantLayout): CanvasRenderingContext2D | null {
  const density = window.devicePixelRatio || 1;
  const fits = canvas.width === Math.round(width * density) && canvas.height === Math.round(height * density);
  return fits ? canvas.getContext('2d') : openCanvas(canvas, width, height);
}

function drawRing(context: CanvasRenderingContext2D, box: Box, gap: number, ring: string, halo: string): void {
  const out = Math.max(1.5, gap / 2);
  for (const [color, lineWidth] of [
    [halo, 5],
    [ring, 2],
  ] as const) {
    context.strokeStyle = color;
    context.lineWidth = lineWidth;
    context.beginPath();
    context.roundRect(box.x - out, box.y - out, box.width + 2 * out, box.height + 2 * out, 4);
    context.stroke();
  }
}
