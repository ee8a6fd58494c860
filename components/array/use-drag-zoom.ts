import { type PointerEvent, useState } from 'react';
import { msAt } from '#components/charts/day-axis.ts';
import { useChartWindow } from './chart-window.ts';

/** A press that moves less than this is a click and not a drag, CSS pixels. */
const LEAST_DRAG = 8;

/** Dragging along a plot marks a time of day and zooms to it; `marked` is what is marked so far, CSS pixels. */
export function useDragZoom(width: number) {
  const { window, zoom, reset } = useChartWindow();
  const [drag, setDrag] = useState<{ from: number; to: number } | null>(null);
  const xOf = (event: PointerEvent) => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    return Math.min(width, Math.max(0, x));
  };
  const isDrag = drag !== null && Math.abs(drag.to - drag.from) >= LEAST_DRAG;
  return {
    marked: isDrag ? { left: Math.min(drag.from, drag.to), width: Math.abs(drag.to - drag.from) } : null,
    onPointerDown: (event: PointerEvent) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      setDrag({ from: xOf(event), to: xOf(event) });
    },
    onPointerMove: (event: PointerEvent) => {
      if (drag) setDrag({ from: drag.from, to: xOf(event) });
    },
    onPointerUp: () => {
      if (isDrag) zoom(msAt(drag.from, width, window), msAt(drag.to, width, window));
      setDrag(null);
    },
    onPointerCancel: () => setDrag(null),
    onDoubleClick: reset,
  };
}
