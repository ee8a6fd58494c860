'use client';

import { useLayoutEffect, useRef } from 'react';
import { openCanvas } from '#components/charts/canvas.ts';
import { drawPlant } from '#components/charts/draw-plant.ts';
import type { PlantLayout } from '#components/charts/plant-layout.ts';
import { seenLayout } from '#components/charts/plant-viewport.ts';
import type { CellBatch } from '#components/charts/prepare-plant.ts';
import type { MapStore } from '#components/plant/map-store.ts';
import styles from './plant-map.module.css';

interface MapBaseProps {
  layout: PlantLayout;
  batches: readonly CellBatch[];
  axisColor: string;
  store: MapStore;
}

/**
 * The cells. Drawn when data, size, filter, colours or viewport change, at most once a frame; never for the cursor.
 * `data-paints` counts, so that a test can hold that.
 */
export function MapBase({ layout, batches, axisColor, store }: MapBaseProps) {
  const ref = useRef<HTMLCanvasElement>(null);
  // Before the browser paints: the cells are what the frame is for.
  useLayoutEffect(() => {
    const canvas = ref.current;
    if (!canvas || layout.field.width <= 0) return;
    let frame = 0;
    let painted = store.getViewport();
    const paint = () => {
      frame = 0;
      painted = store.getViewport();
      const context = openCanvas(canvas, layout.width, layout.height);
      if (!context) return;
      drawPlant(context, seenLayout(layout, painted), batches, axisColor);
      canvas.dataset.paints = String(Number(canvas.dataset.paints ?? 0) + 1);
    };
    paint();
    performance.mark('plant-map-painted');
    if (document.fonts.status !== 'loaded') void document.fonts.ready.then(() => canvas.isConnected && paint());
    const stop = store.subscribe(() => {
      if (store.getViewport() !== painted && frame === 0) frame = requestAnimationFrame(paint);
    });
    return () => {
      stop();
      cancelAnimationFrame(frame);
    };
  }, [layout, batches, axisColor, store]);
  return <canvas ref={ref} className={styles.canvas} />;
}
