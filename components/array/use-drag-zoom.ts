import { type PointerEvent, useRef, useState } from 'react';
import { msAt } from '#components/charts/day-axis.ts';
import { useChartWindow } from './chart-window.ts';

/** A press that moves less than this is a click and not a drag, CSS pixels. */
const LEAST_DRAG = 8;

/** Dragging along a plot marks a time of day and zooms to it; `marked` is what is marked so far, CSS pixels. */
export function useDragZoom(width: number) {
  const { window, zoom, reset } = useChartWindow();
  const start = useRef<number | null>(null);
  const [marked, setMarked] = useState<{ left: number; width: number } | null>(null);
  const xOf = (event: PointerEvent) => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    return Math.min(width, Math.max(0, x));
  };
  const stop = () => {
    start.current = null;
    setMarked(null);
  };
  return {
    marked,
    onPointerDown: (event: PointerEvent) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      start.current = xOf(event);
    },
    onPointerMove: (event: PointerEvent) => {
      const [from, to] = [start.current, xOf(event)];
      if (from === null) return;
      const length = Math.abs(to - from);
      setMarked(length < LEAST_DRAG ? null : { left: Math.min(from, to), width: length });
    },
    onPointerUp: (event: PointerEvent) => {
      const [from, to] = [start.current, xOf(event)];
      stop();
      if (from === null || Math.abs(to - from) < LEAST_DRAG) return;
      zoom(msAt(from, width, window), msAt(to, width, window));
    },
    onPointerCancel: stop,
    onDoubleClick: reset,
  };
}
