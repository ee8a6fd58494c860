'use client';

import { useEffect, useRef } from 'react';
import { openCanvas } from '#components/charts/canvas.ts';

/** A canvas that is drawn when `draw` or its size changes, and once more when the page's font has arrived. */
export function useCanvas(width: number, height: number, draw: (context: CanvasRenderingContext2D) => void) {
  const ref = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const canvas = ref.current;
    if (!canvas || width <= 0 || height <= 0) return;
    let current = true;
    const paint = () => {
      const context = current ? openCanvas(canvas, width, height) : null;
      if (context) draw(context);
    };
    paint();
    if (document.fonts.status !== 'loaded') void document.fonts.ready.then(paint);
    return () => {
      current = false;
    };
  }, [width, height, draw]);
  return ref;
}
